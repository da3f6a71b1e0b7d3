import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/result.ts';
import { useExportConnections, useImportConnections } from '../../api/connectionQueries.ts';
import { usePopups } from '../../app/popups.ts';
import { useToasts } from '../../app/toasts.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';

/** Props of {@link TransferButtons}. */
export interface TransferButtonsProps {
  /** Whether there is a connection that the user has added: the sample is not exported. */
  readonly hasOwn: boolean;
}

/** Takes connections to another computer, and brings them in from one; never with their passwords. */
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
          const text = t('connections.transfer.exported', { count: saved.count, file: saved.fileName });
          toasts.show({ kind: 'message', text });
        }
      },
    });
  const load = (): void =>
    importing.mutate(fileKind, {
      onError: (error) => {
        if (error.issues?.some(({ problem }) => problem === 'notConnections') === true) {
          const text = `${t('connections.transfer.notConnections')}. ${t('connections.transfer.notConnectionsText')}`;
          toasts.show({ kind: 'message', text });
        } else {
          onError(error);
        }
      },
      onSuccess: (result) => result !== null && open({ kind: 'connectionImport', result }),
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
