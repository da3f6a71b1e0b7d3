import { useTranslation } from 'react-i18next';
import { FINDINGS, type FindingKind } from '../../../shared/model/hygiene.ts';
import { EXPORTED_STATES } from '../../../shared/model/keyExport.ts';
import type { TableFormat } from '../../../shared/model/tableFile.ts';
import { useExportFindings } from '../../api/hygieneQueries.ts';
import { ExportDialog } from '../../components/ExportDialog.tsx';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { useLanguage } from '../../i18n/language.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Props of {@link ExportFindingsDialog}. */
export interface ExportFindingsDialogProps {
  readonly connectionId: string;
}

/** Exports the keys of one finding or of all as a table, and says how many were saved and where. */
export function ExportFindingsDialog({ connectionId }: ExportFindingsDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { close } = usePopups();
  const toasts = useToasts();
  const exporting = useExportFindings();
  const save = (scope: FindingKind | 'all', format: TableFormat): void =>
    exporting.mutate(
      {
        connectionId,
        language,
        kind: scope === 'all' ? null : scope,
        format,
        states: labelsOf(EXPORTED_STATES, (name) => t(`keys.exportedStates.${name}`)),
        fileKind: t(`tables.fileKinds.${format}`),
      },
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            const { rows: count, fileName: file, folderName: folder } = saved;
            toasts.show({ kind: 'message', text: t('tables.keys.saved', { count, file, folder }) });
            close();
          }
        },
      },
    );
  return (
    <ExportDialog
      title={t('hygiene.exportTitle')}
      context={t('hygiene.exportContext')}
      scopeLabel={t('hygiene.findings')}
      scopes={[
        ...FINDINGS.map((kind) => ({ scope: kind, label: t(`hygiene.texts.findings.${kind}`), isEmpty: false })),
        { scope: 'all' as const, label: t('hygiene.all'), isEmpty: false },
      ]}
      isBusy={exporting.isPending}
      error={exporting.error}
      onExport={save}
      onClose={close}
    />
  );
}
