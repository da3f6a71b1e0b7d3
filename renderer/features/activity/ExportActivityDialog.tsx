import { useTranslation } from 'react-i18next';
import { ACTIVITY_ACTIONS, ACTIVITY_COLUMNS, ACTIVITY_OUTCOMES } from '../../../shared/model/activity.ts';
import type { TableFormat } from '../../../shared/model/tableFile.ts';
import { useActivity, useExportActivity } from '../../api/activityQueries.ts';
import { useConnection } from '../../api/connectionQueries.ts';
import { ConnectionNameText } from '../../components/ConnectionNameText.tsx';
import { ExportDialog } from '../../components/ExportDialog.tsx';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Props of {@link ExportActivityDialog}. */
export interface ExportActivityDialogProps {
  /** `null` for all connections. */
  readonly connectionId: string | null;
  /** Search of the page when the dialog was opened; may be empty. */
  readonly search: string;
}

/** Exports entries of the activity journal as a table, and says how many were saved and where. */
export function ExportActivityDialog({ connectionId, search }: ExportActivityDialogProps) {
  const { t, i18n } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const exporting = useExportActivity();
  const connection = useConnection(connectionId ?? '');
  const actions = labelsOf(ACTIVITY_ACTIONS, (name) => t(`activity.actions.${name}`));
  const all = useActivity({ connectionId, search: '', actions }, i18n.language).data?.pages[0]?.total;
  const shown = useActivity({ connectionId, search, actions }, i18n.language).data?.pages[0]?.total;
  const counts = search.trim() === '' ? { all } : { all, shown };
  const scopes = (['all', 'shown'] as const).flatMap((scope) => {
    const count = counts[scope];
    return count === undefined
      ? []
      : [{ scope, label: t(`tables.activity.${scope}`, { count }), isEmpty: count === 0 }];
  });
  const save = (scope: 'all' | 'shown', format: TableFormat): void =>
    exporting.mutate(
      {
        connectionId,
        search: scope === 'all' ? '' : search,
        actions,
        format,
        sheet: t('activity.title'),
        outcomes: labelsOf(ACTIVITY_OUTCOMES, (name) => t(`activity.outcomes.${name}`)),
        columns: labelsOf(ACTIVITY_COLUMNS, (name) => t(`activity.columns.${name}`)),
        sample: t('connections.sampleName'),
        fileKind: t(`tables.fileKinds.${format}`),
      },
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            const { rows: count, fileName: file, folderName: folder } = saved;
            toasts.show({ kind: 'message', text: t('tables.activity.saved', { count, file, folder }) });
            close();
          }
        },
      },
    );
  return (
    <ExportDialog
      title={t('tables.activity.title')}
      context={connection === undefined ? t('activity.allConnections') : <ConnectionNameText connection={connection} />}
      scopeLabel={t('tables.activity.scope')}
      scopes={scopes}
      isBusy={exporting.isPending}
      error={exporting.error}
      onExport={save}
      onClose={close}
    />
  );
}
