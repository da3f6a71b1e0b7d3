import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey, KeyDeletion } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { useConnection } from '../../api/connectionQueries.ts';
import { useDeleteKeys, useKeys } from '../../api/keyQueries.ts';
import { usePopups } from '../../app/popups.ts';
import { useToasts } from '../../app/toasts.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { ConnectionNameText } from '../../components/ConnectionNameText.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SafeButton } from '../../components/SafeButton.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { AccountImpactList } from './AccountImpactList.tsx';
import { deletionImpact } from './deletionImpact.ts';

/** How many failures are named one by one. */
const FAILURES_SHOWN = 50;
const NO_KEYS: readonly AuthenticationKey[] = [];

/** Props of {@link DeleteKeysDialog}. */
export interface DeleteKeysDialogProps {
  readonly connectionId: string;
  readonly keyIds: readonly string[];
  readonly onResults: (results: readonly KeyDeletion[]) => void;
}

/** Asks before keys are deleted, and says which accounts lose what. Stays open with what could not be deleted. */
export function DeleteKeysDialog({ connectionId, keyIds, onResults }: DeleteKeysDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const connection = useConnection(connectionId);
  const keys = useKeys(connectionId).data?.items ?? NO_KEYS;
  const deletion = useDeleteKeys(connectionId);
  const [failures, setFailures] = useState<readonly KeyDeletion[]>([]);
  /** What is still to be deleted: everything at first, then what failed. */
  const [remaining, setRemaining] = useState(keyIds);
  const impacts = useMemo(() => deletionImpact(keys, new Set(remaining), Date.now()), [keys, remaining]);

  const losing = impacts.filter(({ outcome }) => outcome === 'losesAccess').length;

  const remove = (): void => {
    if (deletion.isPending) {
      return;
    }
    deletion.mutate(remaining, {
      onSuccess: ({ results }) => {
        onResults(results);
        const failed = results.filter(({ outcome }) => outcome === 'failed');
        const deleted = results.filter(({ outcome }) => outcome === 'deleted').length;
        const gone = results.length - failed.length - deleted;
        const parts = [
          deleted > 0 ? t('keys.deletion.done', { count: deleted }) : null,
          gone === 0
            ? null
            : deleted > 0
              ? t('keys.deletion.gone', { count: gone })
              : t('keys.deletion.alreadyGone', { count: gone }),
        ].filter((part) => part !== null);
        if (parts.length > 0) {
          toasts.show({ kind: 'message', text: parts.join(' · ') });
        }
        if (failed.length === 0) {
          close();
        } else {
          setFailures(failed);
          setRemaining(failed.map(({ id }) => id));
        }
      },
    });
  };

  return (
    <DialogFrame
      title={t('keys.deletion.title')}
      context={
        <>
          {t('keys.deletion.connection')} {connection && <ConnectionNameText connection={connection} />}
          {` · ${t('keys.count', { count: remaining.length })}`}
        </>
      }
      isBusy={deletion.isPending}
      onClose={close}
      onSubmit={remove}
      actions={
        <>
          <SafeButton disabled={deletion.isPending} onClick={close}>
            {t('app.cancel')}
          </SafeButton>
          <BusyButton type="submit" variant="contained" color="error" isBusy={deletion.isPending}>
            {t('keys.deletion.confirm', { count: remaining.length })}
          </BusyButton>
        </>
      }
    >
      <Note
        tone={losing > 0 ? 'error' : 'warning'}
        title={impacts.length === 0 ? undefined : t('keys.deletion.losing', { losing, count: impacts.length })}
      >
        {t('keys.deletion.warning')}
      </Note>
      {deletion.error !== null && <FailureNote {...errorText(t, deletion.error)} />}
      {failures.length > 0 && <Failures failures={failures} keys={keys} />}
      <AccountImpactList impacts={impacts} />
    </DialogFrame>
  );
}

function Failures(props: { readonly failures: readonly KeyDeletion[]; readonly keys: readonly AuthenticationKey[] }) {
  const { t } = useTranslation();
  const byId = new Map(props.keys.map((key) => [key.id, key]));
  return (
    <Note tone="warning" isAlert title={t('keys.deletion.failed', { count: props.failures.length })}>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, maxHeight: 120, overflowY: 'auto' }}>
        {props.failures.slice(0, FAILURES_SHOWN).map(({ id, detail }) => {
          const key = byId.get(id);
          return (
            <li key={id}>
              {key === undefined ? id : `${key.fullName} · ${shortToken(key.token)}`}
              <Typography component="span" variant="body2">
                {`: ${detail ?? t('keys.deletion.failedNoReason')}`}
              </Typography>
            </li>
          );
        })}
      </Box>
    </Note>
  );
}
