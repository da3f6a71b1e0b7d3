import { useConnection } from '../api/connectionQueries.ts';
import { ExportActivityDialog } from '../features/activity/ExportActivityDialog.tsx';
import { ConnectionDialog } from '../features/connections/ConnectionDialog.tsx';
import { ConnectionImportDialog } from '../features/connections/ConnectionImportDialog.tsx';
import { RemoveConnectionDialog } from '../features/connections/RemoveConnectionDialog.tsx';
import { ExportFindingsDialog } from '../features/hygiene/ExportFindingsDialog.tsx';
import { IgnoreDialog } from '../features/hygiene/IgnoreDialog.tsx';
import { PolicyDialog } from '../features/hygiene/PolicyDialog.tsx';
import { ExportIncidentDialog } from '../features/incident/ExportIncidentDialog.tsx';
import { AdoptKeyDialog } from '../features/keys/adopted/AdoptKeyDialog.tsx';
import { RemoveAdoptedKeyDialog } from '../features/keys/adopted/RemoveAdoptedKeyDialog.tsx';
import { DeleteKeysDialog } from '../features/keys/bulk/DeleteKeysDialog.tsx';
import { DisabledKeysDialog } from '../features/keys/bulk/DisabledKeysDialog.tsx';
import { DisableKeysDialog } from '../features/keys/bulk/DisableKeysDialog.tsx';
import { SetExpiryDialog } from '../features/keys/bulk/SetExpiryDialog.tsx';
import { ExportKeysDialog } from '../features/keys/ExportKeysDialog.tsx';
import { KeyPropertiesDialog } from '../features/keys/editor/KeyPropertiesDialog.tsx';
import { NewKeyDialog } from '../features/keys/editor/NewKeyDialog.tsx';
import { HandOverDialog } from '../features/keys/handOver/HandOverDialog.tsx';
import { UnlistedNotesDialog } from '../features/keys/notes/UnlistedNotesDialog.tsx';
import { RotateKeysDialog } from '../features/keys/rotation/RotateKeysDialog.tsx';
import { RotationsDialog } from '../features/keys/rotation/RotationsDialog.tsx';
import { TestKeysDialog } from '../features/keys/test/TestKeysDialog.tsx';
import { CalendarDialog } from '../features/reminders/CalendarDialog.tsx';
import { RemindersDialog } from '../features/reminders/RemindersDialog.tsx';
import { PassphraseDialog } from '../features/settings/PassphraseDialog.tsx';
import { ExportUsageDialog } from '../features/usage/ExportUsageDialog.tsx';
import type { Popup } from '../shell/popups.ts';
import { KeychainLossDialog } from './KeychainLossDialog.tsx';
import { LinkedConnectionDialog } from './LinkedConnectionDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

/** Props of {@link OpenPopup}. */
export interface OpenPopupProps {
  readonly popup: Popup;
}

/** Renders the open popup. */
export function OpenPopup({ popup }: OpenPopupProps) {
  switch (popup.kind) {
    case 'newKey':
      return <NewKeyDialog connectionId={popup.connectionId} username={popup.username} />;
    case 'keyProperties':
      return <KeyPropertiesDialog key={popup.shown.token} {...popup} />;
    case 'handOver':
      return <HandOverDialog key={popup.shown.token} {...popup} />;
    case 'deleteKeys':
      return <DeleteKeysDialog {...popup} />;
    case 'setExpiry':
      return <SetExpiryDialog {...popup} />;
    case 'disableKeys':
      return <DisableKeysDialog {...popup} />;
    case 'rotateKeys':
      return <RotateKeysDialog {...popup} />;
    case 'rotations':
      return <RotationsDialog {...popup} />;
    case 'disabledKeys':
      return <DisabledKeysDialog {...popup} />;
    case 'testKeys':
      return <TestKeysDialog {...popup} />;
    case 'exportKeys':
      return <ExportKeysDialog {...popup} />;
    case 'adoptKey':
      return <AdoptKeyDialog {...popup} />;
    case 'removeAdoptedKey':
      return <RemoveAdoptedKeyDialog {...popup} />;
    case 'unlistedNotes':
      return <UnlistedNotesDialog {...popup} />;
    case 'exportIncident':
      return <ExportIncidentDialog {...popup} />;
    case 'exportActivity':
      return <ExportActivityDialog {...popup} />;
    case 'exportUsage':
      return <ExportUsageDialog rows={popup.rows} />;
    case 'exportFindings':
      return <ExportFindingsDialog {...popup} />;
    case 'ignoreFinding':
      return <IgnoreDialog {...popup} />;
    case 'hygienePolicy':
      return <PolicyDialog {...popup} />;
    case 'reminders':
      return <RemindersDialog {...popup} />;
    case 'calendarFile':
      return <CalendarDialog {...popup} />;
    case 'newConnection':
      return <ConnectionDialog key="new" connection={null} problem={null} />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'keychainLoss':
      return <KeychainLossDialog />;
    case 'passphrase':
      return <PassphraseDialog action={popup.action} />;
    case 'connectionImport':
      return <ConnectionImportDialog result={popup.result} />;
    case 'linkedConnection':
      return <LinkedConnectionDialog {...popup} />;
    case 'connectionProperties':
    case 'removeConnection':
      return <ConnectionPopup popup={popup} />;
  }
}

/** Dialogs about a connection; renders nothing if it was removed in the meantime. */
function ConnectionPopup(props: {
  readonly popup: Extract<Popup, { kind: 'connectionProperties' | 'removeConnection' }>;
}) {
  const { popup } = props;
  const connection = useConnection(popup.connectionId);
  if (connection === undefined) {
    return null;
  }
  return popup.kind === 'removeConnection' ? (
    <RemoveConnectionDialog connection={connection} />
  ) : (
    <ConnectionDialog key={connection.id} connection={connection} problem={popup.problem} />
  );
}
