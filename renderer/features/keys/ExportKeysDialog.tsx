import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../shared/model/key.ts';
import { EXPORTED_STATES, KEY_COLUMNS } from '../../../shared/model/keyExport.ts';
import type { TableFormat } from '../../../shared/model/tableFile.ts';
import { useExportKeys } from '../../api/keyQueries.ts';
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
  const scopes = SCOPES.flatMap((scope) => {
    const count = keys[scope]?.length;
    return count === undefined ? [] : [{ scope, label: t(`tables.keys.${scope}`, { count }), isEmpty: count === 0 }];
  });
  const save = (scope: Scope, format: TableFormat): void => {
    const chosen: readonly KeyReference[] = keys[scope] ?? [];
    exporting.mutate(
      {
        connectionId,
        tokens: chosen.map(({ token }) => token),
        format,
        sheet: t('keys.title'),
        columns: labelsOf(KEY_COLUMNS, (name) => t(`keys.columns.${name}`)),
        states: labelsOf(EXPORTED_STATES, (name) => t(`keys.exportedStates.${name}`)),
        fileKind: t(`tables.fileKinds.${format}`),
      },
      {
        onSuccess: (saved) => {
          if (saved === null) {
            return;
          }
          const left = chosen.length - saved.rows;
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
    />
  );
}
