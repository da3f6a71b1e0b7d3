import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DisabledBatch, quietKeys } from '../../../../shared/model/disabledBatch.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { useDisabledBatches, useForgetBatch, useQuietDays } from '../../../api/disabledQueries.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { SafeButton } from '../../../components/SafeButton.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { useFormat } from '../../../i18n/format.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { usePopups } from '../../../shell/popups.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { useDisabledKeys } from './disabledBatches.ts';
import { useRestore } from './useRestore.ts';

/** Maximum number of accounts named. */
const NAMES_SHOWN = 5;
const NO_KEYS: readonly AuthenticationKey[] = [];

/** Props of {@link DisabledKeysDialog}. */
export interface DisabledKeysDialogProps {
  readonly connectionId: string;
}

/** All disabled keys of a connection that can be restored, by batch, the newest first. */
export function DisabledKeysDialog({ connectionId }: DisabledKeysDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const known = useDisabledBatches(connectionId);
  const days = useQuietDays(connectionId);
  const items = useKeys(connectionId).data?.items ?? NO_KEYS;
  const [now] = useState(() => Date.now());
  const byId = useMemo(() => new Map(items.map((key) => [key.id, key])), [items]);
  const batches = [...(known?.batches ?? [])].reverse();
  return (
    <DialogFrame
      title={t('bulk.disable.list.title')}
      isWide
      onClose={close}
      actions={<SafeButton onClick={close}>{t('app.close')}</SafeButton>}
    >
      <Note tone="neutral">{t(batches.length === 0 ? 'bulk.disable.list.empty' : 'bulk.disable.list.text')}</Note>
      {known !== undefined && known.unreadable > 0 && (
        <Note tone="warning">{t('bulk.disable.list.unreadable', { count: known.unreadable })}</Note>
      )}
      <Box component="ul" aria-label={t('bulk.disable.list.title')} sx={LIST}>
        {batches.map((batch) => (
          <BatchItem key={batch.id} batch={batch} quiet={quietKeys(batch, byId, now, days)} days={days ?? 0} />
        ))}
      </Box>
    </DialogFrame>
  );
}

function BatchItem(props: {
  readonly batch: DisabledBatch;
  readonly quiet: readonly AuthenticationKey[];
  readonly days: number;
}) {
  const { batch, quiet, days } = props;
  const { id, connectionId, at, origin, keys } = batch;
  const { t } = useTranslation();
  const format = useFormat();
  const { open } = usePopups();
  const { restorations } = useDisabledKeys();
  const restore = useRestore(connectionId);
  const forget = useForgetBatch();
  const disabledReasons = useDisabledReasons(connectionId);
  const [asksToForget, setAsksToForget] = useState(false);
  const isRestoring = restorations.get(id)?.isRunning === true;
  const what = t('bulk.disable.doneAt', { count: keys.length, when: format.dateTime(at) });
  const names = [...new Set(keys.map(({ username }) => username))];
  const shownNames = names.slice(0, NAMES_SHOWN).map(isolated).join(', ');
  const left = names.length - NAMES_SHOWN;
  return (
    <Box component="li" sx={{ display: 'flex', flexDirection: 'column', gap: 0.75 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {what}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {t(`bulk.disable.list.origin.${origin}`)}
        {' · '}
        {t('bulk.disable.list.accounts', {
          names: left > 0 ? t('bulk.disable.list.more', { names: shownNames, count: left }) : shownNames,
        })}
      </Typography>
      {quiet.length > 0 && (
        <Typography variant="body2">{t('bulk.disable.quiet', { count: quiet.length, days })}</Typography>
      )}
      {asksToForget && <Note tone="warning">{t('bulk.disable.list.forgetText')}</Note>}
      {forget.error !== null && <FailureNote {...errorText(t, forget.error)} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <ReasonTooltip reason={disabledReasons.edit}>
          <BusyButton
            size="small"
            variant="outlined"
            isBusy={isRestoring}
            disabled={disabledReasons.edit !== null}
            aria-label={t('bulk.disable.list.restoreLabel', { what })}
            onClick={() => restore(id)}
          >
            {t('bulk.disable.restore')}
          </BusyButton>
        </ReasonTooltip>
        {quiet.length > 0 && (
          <ReasonTooltip reason={disabledReasons.delete}>
            <Button
              size="small"
              disabled={disabledReasons.delete !== null || isRestoring}
              aria-label={t('bulk.disable.list.deleteLabel', { what })}
              onClick={() => open({ kind: 'deleteKeys', connectionId, chosen: quiet, onResults: () => undefined })}
            >
              {t('bulk.disable.delete')}
            </Button>
          </ReasonTooltip>
        )}
        <Button
          size="small"
          color={asksToForget ? 'error' : 'primary'}
          disabled={isRestoring || forget.isPending}
          aria-label={asksToForget ? undefined : t('bulk.disable.list.forgetLabel', { what })}
          onClick={() => (asksToForget ? forget.mutate(id) : setAsksToForget(true))}
        >
          {t(asksToForget ? 'bulk.disable.list.forgetConfirm' : 'bulk.disable.list.forget')}
        </Button>
      </Box>
    </Box>
  );
}

const LIST = {
  listStyle: 'none',
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  margin: 0,
  padding: 0,
} as const;
