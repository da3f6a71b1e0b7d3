import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkKind } from '../../../../shared/model/bulkChange.ts';
import { useStopRun } from '../../../api/bulkQueries.ts';
import { useConnection } from '../../../api/connectionQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { ConnectionNameText } from '../../../components/ConnectionNameText.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { SafeButton } from '../../../components/SafeButton.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { usePopups } from '../../../shell/popups.ts';
import { BulkOutcomeNote } from './BulkOutcomeNote.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import type { BulkDialogState } from './useBulkDialog.ts';

/** Props of {@link BulkDialog}. */
export interface BulkDialogFrameProps {
  readonly connectionId: string;
  readonly kind: BulkKind;
  readonly title: string;
  /** How many keys of how many accounts are affected. */
  readonly scope: string;
  readonly state: Omit<BulkDialogState<never>, 'run'>;
  /** Label of the button that starts the run: verb and count. */
  readonly confirm: string;
  readonly tone: 'primary' | 'error';
  /** Why it cannot be started now, or `null`. */
  readonly disabledReason: string | null;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** Frame of the bulk dialogs: remaining keys, progress, Stop. */
export function BulkDialog(props: BulkDialogFrameProps) {
  const { connectionId, kind, state, disabledReason } = props;
  const { t } = useTranslation();
  const { close } = usePopups();
  const connection = useConnection(connectionId);
  const stop = useStopRun(connectionId);
  const { report, isPending, error } = state;
  const confirm = (): void => {
    if (disabledReason === null && !isPending && state.remaining.length > 0) {
      props.onConfirm();
    }
  };
  return (
    <DialogFrame
      title={props.title}
      context={
        <>
          {t('bulk.impact.connection')} {connection && <ConnectionNameText connection={connection} />}
          {` · ${props.scope}`}
        </>
      }
      isBusy={isPending}
      onClose={close}
      onSubmit={confirm}
      actions={
        <>
          <SafeButton onClick={() => (isPending ? stop.mutate() : close())}>
            {isPending ? t('bulk.stop') : report === null ? t('app.cancel') : t('app.close')}
          </SafeButton>
          {state.remaining.length > 0 && (
            <ReasonTooltip reason={isPending ? null : disabledReason}>
              <BusyButton
                type="submit"
                variant="contained"
                color={props.tone}
                disabled={disabledReason !== null}
                isBusy={isPending}
                hasSpinner={false}
              >
                {props.confirm}
              </BusyButton>
            </ReasonTooltip>
          )}
        </>
      }
    >
      {report !== null && !isPending && <BulkOutcomeNote kind={kind} report={report} keys={state.named} />}
      {error !== null && <FailureNote {...errorText(t, error)} />}
      {isPending && <BulkProgress connectionId={connectionId} />}
      {props.children}
    </DialogFrame>
  );
}
