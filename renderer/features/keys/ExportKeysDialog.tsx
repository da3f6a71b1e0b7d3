import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../shared/model/key.ts';
import { EXPORTED_STATES, KEY_COLUMNS, NOTE_COLUMNS, SEEN_COLUMNS } from '../../../shared/model/keyExport.ts';
import type { TableFormat } from '../../../shared/model/tableFile.ts';
import { useExportKeys } from '../../api/keyQueries.ts';
import { useKeyView } from '../../api/keyViewQueries.ts';
import { useAccountsSeen } from '../../api/lastUseQueries.ts';
import { useKeyNotes } from '../../api/noteQueries.ts';
import { ExportDialog } from '../../components/ExportDialog.tsx';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { type KeysToExport, usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Props of {@link ExportKeysDialog}. */
export interface ExportKeysDialogProps {
  readonly connectionId: string;
  /** The keys when the dialog was opened. */
  readonly keys: KeysToExport;
}

const SCOPES = ['all', 'shown', 'selected'] as const;
type Scope = (typeof SCOPES)[number];

/** Exports keys as a table, and says how many were saved and where. */
export function ExportKeysDialog({ connectionId, keys }: ExportKeysDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const exporting = useExportKeys();
  const hasNotes = useKeyNotes(connectionId).notes.size > 0;
  const { view } = useKeyView(connectionId);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const hasLogs = useAccountsSeen(connectionId) !== null;
  const [seenChosen, setSeenChosen] = useState<boolean | null>(null);
  const withSeen = hasLogs && (seenChosen ?? view?.shownColumns.includes('accountSeen') === true);
  const withNotes = hasNotes && (chosen ?? view?.shownColumns.includes('notes') === true);
  const scopes = SCOPES.flatMap((scope) => {
    const count = keys[scope]?.length;
    return count === undefined ? [] : [{ scope, label: t(`tables.keys.${scope}`, { count }), isEmpty: count === 0 }];
  });
  const save = (scope: Scope, format: TableFormat): void => {
    const exported: readonly KeyReference[] = keys[scope] ?? [];
    exporting.mutate(
      {
        connectionId,
        tokens: exported.map(({ token }) => token),
        format,
        sheet: t('keys.title'),
        columns: labelsOf(KEY_COLUMNS, (name) => t(`keys.columns.${name}`)),
        states: labelsOf(EXPORTED_STATES, (name) => t(`keys.exportedStates.${name}`)),
        notes: withNotes ? labelsOf(NOTE_COLUMNS, (name) => t(`notes.${name}`)) : null,
        seen: withSeen ? labelsOf(SEEN_COLUMNS, (name) => t(`lastUse.exported.${name}`)) : null,
        fileKind: t(`tables.fileKinds.${format}`),
      },
      {
        onSuccess: (saved) => {
          if (saved === null) {
            return;
          }
          const left = exported.length - saved.rows;
          const text = [
            t('tables.keys.saved', { count: saved.rows, file: saved.fileName, folder: saved.folderName }),
            ...(left === 0 ? [] : [t('tables.keys.left', { count: left })]),
          ];
          toasts.show({ kind: 'message', text: text.join(' · ') });
          close();
        },
      },
    );
  };
  return (
    <ExportDialog
      title={t('tables.keys.title')}
      context={t('tables.keys.context')}
      scopeLabel={t('tables.keys.scope')}
      scopes={scopes}
      isBusy={exporting.isPending}
      error={exporting.error}
      onExport={save}
      onClose={close}
    >
      {hasNotes && (
        <FormControlLabel
          label={t('tables.keys.notes')}
          control={<Checkbox size="small" checked={withNotes} onChange={(_event, isChecked) => setChosen(isChecked)} />}
        />
      )}
      {hasLogs && (
        <FormControlLabel
          label={t('tables.keys.seen')}
          control={
            <Checkbox size="small" checked={withSeen} onChange={(_event, isChecked) => setSeenChosen(isChecked)} />
          }
        />
      )}
    </ExportDialog>
  );
}
