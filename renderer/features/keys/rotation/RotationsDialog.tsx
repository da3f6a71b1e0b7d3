import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { Rotation, RotationReport } from '../../../../shared/model/rotation.ts';
import { useConnection } from '../../../api/connectionQueries.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import {
  type RotationStep,
  useDismissRotations,
  useRotationProgress,
  useRotationStep,
  useRotations,
  useSaveChecklist,
  useStopRotations,
} from '../../../api/rotationQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { ConnectionNameText } from '../../../components/ConnectionNameText.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SafeButton } from '../../../components/SafeButton.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { RotationItem } from './RotationItem.tsx';
import { RotationOutcomes } from './RotationOutcomes.tsx';
import { RotationRunProgress } from './RotationRunProgress.tsx';

const NO_KEYS: readonly AuthenticationKey[] = [];
/** Maximum number of rotations drawn at once. */
const MAX_SHOWN = 200;

/** Props of {@link RotationsDialog}. */
export interface RotationsDialogProps {
  readonly connectionId: string;
  /** Only these rotations; `null` for all. */
  readonly ids: readonly string[] | null;
}

/** Rotations of a connection, each with its state and next step, and the same step for all of them. */
export function RotationsDialog({ connectionId, ids }: RotationsDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { open, close } = usePopups();
  const toasts = useToasts();
  const connection = useConnection(connectionId);
  const keys = useKeys(connectionId).data?.items ?? NO_KEYS;
  const all = useRotations(connectionId);
  const running = useRotationProgress();
  const step = useRotationStep(connectionId);
  const stop = useStopRotations();
  const dismiss = useDismissRotations(connectionId);
  const checklist = useSaveChecklist(connectionId, language, t('rotation.fileKind'));
  const [report, setReport] = useState<RotationReport | null>(null);
  const wanted = ids === null ? null : new Set(ids);
  const rotations = all.filter(({ id }) => wanted === null || wanted.has(id));
  const waiting = rotations.filter(hasNextStep);
  const isBusy = step.isPending || running !== null;
  const take = (kind: RotationStep, chosen: readonly Rotation[]): void => {
    if (!isBusy) {
      setReport(null);
      step.mutate({ step: kind, ids: chosen.map(({ id }) => id) }, { onSuccess: setReport });
    }
  };
  const save = (): void =>
    checklist.mutate(
      rotations.map(({ id }) => id),
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            toasts.show({
              kind: 'message',
              text: t('rotation.saved', { file: saved.fileName, folder: saved.folderName }),
            });
          }
        },
      },
    );
  const error = step.error ?? dismiss.error ?? checklist.error;
  return (
    <DialogFrame
      title={t('rotation.panel')}
      context={
        <>
          {t('bulk.impact.connection')} {connection && <ConnectionNameText connection={connection} />}
        </>
      }
      isWide
      isBusy={step.isPending}
      onClose={close}
      actions={
        <>
          <SafeButton onClick={() => (isBusy ? stop.mutate() : close())}>
            {t(isBusy ? 'bulk.stop' : 'app.close')}
          </SafeButton>
          {rotations.length > 0 && (
            <BusyButton variant="outlined" isBusy={checklist.isPending} disabled={isBusy} onClick={save}>
              {t('rotation.checklist')}
            </BusyButton>
          )}
          {waiting.length > 1 && (
            <BusyButton
              variant="contained"
              color="primary"
              isBusy={isBusy}
              hasSpinner={false}
              onClick={() => take('proceed', waiting)}
            >
              {t('rotation.testAll', { count: waiting.length })}
            </BusyButton>
          )}
        </>
      }
    >
      {report !== null && !isBusy && <RotationOutcomes report={report} keys={keys} />}
      {error !== null && <FailureNote {...errorText(t, error)} />}
      {isBusy && <RotationRunProgress running={running} />}
      {rotations.length === 0 ? (
        <Note tone="neutral">{t('rotation.none')}</Note>
      ) : (
        <Box component="ul" aria-label={t('rotation.panel')} sx={LIST}>
          {rotations.slice(0, MAX_SHOWN).map((rotation) => (
            <RotationItem
              key={rotation.id}
              rotation={rotation}
              isBusy={isBusy}
              onStep={(kind) => take(kind, [rotation])}
              onHandOver={(shown) =>
                open({
                  kind: 'handOver',
                  connectionId,
                  shown,
                  isFromProperties: false,
                  returnsTo: { kind: 'rotations', connectionId, ids },
                })
              }
              onDismiss={() => dismiss.mutate([rotation.id])}
            />
          ))}
        </Box>
      )}
      {rotations.length > MAX_SHOWN && <div>{t('rotation.more', { count: rotations.length - MAX_SHOWN })}</div>}
    </DialogFrame>
  );
}

/** Whether testing, or creating the new key again, is the next step. */
function hasNextStep({ state }: Rotation): boolean {
  return state === 'creating' || state === 'handOver' || state === 'testFailed' || state === 'failed';
}

const LIST = {
  listStyle: 'none',
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  margin: 0,
  padding: 0,
} as const;
