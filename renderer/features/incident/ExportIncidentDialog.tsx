import { useTranslation } from 'react-i18next';
import { INCIDENT_COLUMNS, INCIDENT_OUTCOMES } from '../../../shared/model/incident.ts';
import type { TableFormat } from '../../../shared/model/tableFile.ts';
import { useExportIncident } from '../../api/incidentQueries.ts';
import { ExportDialog } from '../../components/ExportDialog.tsx';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Props of {@link ExportIncidentDialog}. */
export interface ExportIncidentDialogProps {
  readonly incidentId: string;
}

/** Exports the report of an incident as a table, and says how many rows were saved and where. */
export function ExportIncidentDialog({ incidentId }: ExportIncidentDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const exporting = useExportIncident();
  const save = (_scope: 'all', format: TableFormat): void =>
    exporting.mutate(
      {
        incidentId,
        format,
        sheet: t('incident.export.sheet'),
        columns: labelsOf(INCIDENT_COLUMNS, (name) => t(`incident.columns.${name}`)),
        outcomes: labelsOf(INCIDENT_OUTCOMES, (name) => t(`incident.report.outcomes.${name}`)),
        sample: t('connections.sampleName'),
        fileKind: t(`tables.fileKinds.${format}`),
      },
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            const { rows: count, fileName: file, folderName: folder } = saved;
            toasts.show({ kind: 'message', text: t('incident.report.saved', { count, file, folder }) });
            close();
          }
        },
      },
    );
  return (
    <ExportDialog
      title={t('incident.export.title')}
      context={t('tables.keys.context')}
      scopeLabel={t('incident.export.sheet')}
      scopes={[{ scope: 'all', label: t('incident.export.rows'), isEmpty: false }]}
      isBusy={exporting.isPending}
      error={exporting.error}
      onExport={save}
      onClose={close}
    />
  );
}
