import { useTranslation } from 'react-i18next';
import { CONNECTION_FILE_PROBLEMS, type ConnectionFileProblem } from '../../../shared/model/connectionTransfer.ts';
import type { AppError } from '../../../shared/result.ts';
import { useExportConnections, useImportConnections } from '../../api/connectionQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Why a chosen file is not a valid export of connections; `null` for any other error. */
function fileProblemOf({ issues = [] }: AppError): ConnectionFileProblem | null {
  const problems = issues.map(({ problem }) => problem);
  return CONNECTION_FILE_PROBLEMS.find((known) => problems.includes(known)) ?? null;
}

/** Props of {@link TransferButtons}. */
export interface TransferButtonsProps {
  /** Whether there is a user-defined connection: the sample is not exported. */
  readonly hasOwn: boolean;
}

/** Exports and imports connections, always without passwords. */
export function TransferButtons({ hasOwn }: TransferButtonsProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const toasts = useToasts();
  const exporting = useExportConnections();
  const importing = useImportConnections();
  const fileKind = t('connections.transfer.fileKind');
  const onError = (error: AppError): void => toasts.show({ kind: 'failure', error, attempt: 'read' });
  const save = (): void =>
    exporting.mutate(fileKind, {
      onError,
      onSuccess: (saved) => {
        if (saved !== null) {
          const { count, fileName: file, notes = 0, lacksNotes = false } = saved;
          const parts = [
            t('connections.transfer.exported', { count, file }),
            ...(notes > 0 ? [t('connections.transfer.exportedNotes', { count: notes })] : []),
            ...(lacksNotes ? [t('connections.transfer.lacksNotes')] : []),
          ];
          toasts.show({ kind: 'message', text: parts.join(' · ') });
        }
      },
    });
  const load = (): void =>
    importing.mutate(fileKind, {
      onError: (error) => {
        const problem = fileProblemOf(error);
        if (problem === null) {
          onError(error);
        } else {
          const why = t(`connections.transfer.fileProblems.${problem}`, { detail: error.detail ?? '' });
          toasts.show({ kind: 'problem', title: t('connections.transfer.rejectedFile'), text: why });
        }
      },
      onSuccess: (result) => {
        // A message about an earlier file would seem to be about this one.
        toasts.hide();
        if (result !== null) {
          open({ kind: 'connectionImport', result });
        }
      },
    });
  return (
    <>
      <BusyButton
        variant="outlined"
        aria-label={t('connections.transfer.importLabel')}
        isBusy={importing.isPending}
        onClick={load}
      >
        {t('connections.transfer.import')}
      </BusyButton>
      <ReasonTooltip reason={hasOwn ? null : t('connections.transfer.nothing')}>
        <BusyButton
          variant="outlined"
          aria-label={t('connections.transfer.exportLabel')}
          disabled={!hasOwn}
          isBusy={exporting.isPending}
          onClick={save}
        >
          {t('connections.transfer.export')}
        </BusyButton>
      </ReasonTooltip>
    </>
  );
}
