import { useTranslation } from 'react-i18next';
import { EXPORTED_STATES } from '../../../shared/model/keyExport.ts';
import { USAGE_COLUMNS, USED_PARTS } from '../../../shared/model/keyUsage.ts';
import type { TableFormat } from '../../../shared/model/tableFile.ts';
import { useConnections } from '../../api/connectionQueries.ts';
import { useExportUsage } from '../../api/usageQueries.ts';
import { ExportDialog } from '../../components/ExportDialog.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Props of {@link ExportUsageDialog}. */
export interface ExportUsageDialogProps {
  /** Number of places. */
  readonly rows: number;
}

/** Exports the places of the last search as a table, and says how many were saved and where. */
export function ExportUsageDialog({ rows }: ExportUsageDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const exporting = useExportUsage();
  const connections = useConnections().data?.connections ?? [];
  const save = (_scope: 'all', format: TableFormat): void =>
    exporting.mutate(
      {
        format,
        sheet: t('usage.table'),
        columns: labelsOf(USAGE_COLUMNS, (name) => t(`usage.columns.${name}`)),
        parts: labelsOf(USED_PARTS, (name) => t(`usage.parts.${name}`)),
        states: labelsOf(EXPORTED_STATES, (name) => t(`keys.exportedStates.${name}`)),
        connections: Object.fromEntries(connections.map((one) => [one.id, connectionName(t, one)])),
        fileKind: t(`tables.fileKinds.${format}`),
      },
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            const { rows: count, fileName: file, folderName: folder } = saved;
            toasts.show({ kind: 'message', text: t('tables.usage.saved', { count, file, folder }) });
            close();
          }
        },
      },
    );
  return (
    <ExportDialog
      title={t('tables.usage.title')}
      context={t('tables.keys.context')}
      scopeLabel={t('usage.table')}
      scopes={[{ scope: 'all', label: t('tables.usage.all', { count: rows }), isEmpty: rows === 0 }]}
      isBusy={exporting.isPending}
      error={exporting.error}
      onExport={save}
      onClose={close}
    />
  );
}
