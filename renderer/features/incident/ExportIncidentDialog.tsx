import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ENVIRONMENTS } from '../../../shared/model/connection.ts';
import {
  INCIDENT_COLUMNS,
  INCIDENT_OUTCOMES,
  INCIDENT_REPORT_FORMATS,
  PART_STATES,
} from '../../../shared/model/incident.ts';
import { type SavedTable, TABLE_FORMATS } from '../../../shared/model/tableFile.ts';
import { ERROR_CODES } from '../../../shared/result.ts';
import { useCopyIncidentReport, useExportIncident, useSaveIncidentReport } from '../../api/incidentQueries.ts';
import { Choices } from '../../components/Choices.tsx';
import { DialogButtons } from '../../components/DialogButtons.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { useLanguage } from '../../i18n/language.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Props of {@link ExportIncidentDialog}. */
export interface ExportIncidentDialogProps {
  readonly incidentId: string;
}

const FORMATS = [...INCIDENT_REPORT_FORMATS, ...TABLE_FORMATS] as const;
type Format = (typeof FORMATS)[number];

/** Saves the report of an incident for people, or its keys as a table, and says where; or copies it for a ticket. */
export function ExportIncidentDialog({ incidentId }: ExportIncidentDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { close } = usePopups();
  const toasts = useToasts();
  const saving = useSaveIncidentReport();
  const copying = useCopyIncidentReport();
  const exporting = useExportIncident();
  const [format, setFormat] = useState<Format>('pdf');
  const isBusy = saving.isPending || copying.isPending || exporting.isPending;
  const error = saving.error ?? copying.error ?? exporting.error;
  const labels = {
    incidentId,
    columns: labelsOf(INCIDENT_COLUMNS, (name) => t(`incident.columns.${name}`)),
    outcomes: labelsOf(INCIDENT_OUTCOMES, (name) => t(`incident.report.outcomes.${name}`)),
    sample: t('connections.sampleName'),
  };
  const report = {
    ...labels,
    language,
    states: labelsOf(PART_STATES, (name) => t(`incident.report.states.${name}`)),
    environments: labelsOf(ENVIRONMENTS, (name) => t(`connections.environments.${name}`)),
    reasons: labelsOf(ERROR_CODES, (code) => t(`errors.${code}.title`)),
  };
  const ended = (text: string): void => {
    toasts.show({ kind: 'message', text });
    close();
  };
  const reset = (): void => {
    for (const { reset: forget } of [saving, copying, exporting]) {
      forget();
    }
  };
  const onSuccess = (saved: SavedTable | null): void => {
    if (saved !== null) {
      const { rows: count, fileName: file, folderName: folder } = saved;
      ended(t('incident.report.saved', { count, file, folder }));
    }
  };
  const save = (): void => {
    reset();
    if (format === 'pdf' || format === 'md') {
      saving.mutate({ ...report, format, fileKind: t(`incident.export.fileKinds.${format}`) }, { onSuccess });
    } else {
      const file = { format, sheet: t('incident.export.sheet'), fileKind: t(`tables.fileKinds.${format}`) };
      exporting.mutate({ ...labels, ...file }, { onSuccess });
    }
  };
  const copy = (): void => {
    reset();
    copying.mutate(report, { onSuccess: () => ended(t('incident.export.copied')) });
  };
  return (
    <DialogFrame
      title={t('incident.export.title')}
      context={t('incident.export.context')}
      isBusy={isBusy}
      onClose={close}
      onSubmit={save}
      actions={
        <>
          {format === 'md' && (
            <Button variant="outlined" disabled={isBusy} onClick={copy}>
              {t('incident.export.copy')}
            </Button>
          )}
          <DialogButtons submit={t('tables.submit')} isBusy={isBusy} onCancel={close} />
        </>
      }
    >
      {error !== null && <FailureNote {...errorText(t, error, 'read')} />}
      <Choices
        label={t('tables.format')}
        autoFocus
        value={format}
        choices={FORMATS.map((value) => ({
          value,
          label:
            value === 'pdf' || value === 'md' ? t(`incident.export.formats.${value}`) : t(`tables.formats.${value}`),
        }))}
        hint={t(`incident.export.hints.${format === 'pdf' || format === 'md' ? format : 'table'}`)}
        onChange={setFormat}
      />
    </DialogFrame>
  );
}
