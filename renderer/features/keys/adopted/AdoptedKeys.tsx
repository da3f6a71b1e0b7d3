import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AdoptedKey, adoptedKeyId } from '../../../../shared/model/adoptedKey.ts';
import { type AuthenticationKey, keyStatus } from '../../../../shared/model/key.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { useAdoptedKeys, useTestAdoptedKey } from '../../../api/adoptedKeyQueries.ts';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { english } from '../../../i18n/i18n.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { usePopups } from '../../../shell/popups.ts';
import { MONOSPACE } from '../../../shell/theme.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { useCopy } from '../editor/useCopy.ts';
import { statusText } from '../table/statusText.ts';

/** Props of {@link AdoptedKeys}. */
export interface AdoptedKeysProps {
  readonly connectionId: string;
  /** The keys in the list. */
  readonly listed: readonly AuthenticationKey[];
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** The keys of a connection that are known by token and secret only; nothing if there are none. */
export const AdoptedKeys = memo(function AdoptedKeys({ connectionId, listed, now }: AdoptedKeysProps) {
  const { t } = useTranslation();
  const keys = useAdoptedKeys(connectionId);
  const byToken = useMemo(() => listedByToken(keys, listed), [keys, listed]);
  if (keys.length === 0) {
    return null;
  }
  return (
    <Box component="section" aria-label={t('adopted.title')} sx={{ flex: 'none' }}>
      <Typography variant="h3" sx={{ fontSize: 15 }}>
        {t('adopted.title')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('adopted.text')}
      </Typography>
      <Box component="ul" tabIndex={0} aria-label={t('adopted.title')} sx={LIST}>
        {keys.map((key) => (
          <AdoptedRow
            key={key.token}
            connectionId={connectionId}
            adopted={key}
            listed={byToken.get(key.token)}
            now={now}
          />
        ))}
      </Box>
    </Box>
  );
});

/** Those of the listed keys that were adopted, by token. */
function listedByToken(
  adopted: readonly AdoptedKey[],
  listed: readonly AuthenticationKey[],
): ReadonlyMap<string, AuthenticationKey> {
  const found = new Map<string, AuthenticationKey>();
  if (adopted.length > 0) {
    const tokens = new Set(adopted.map(({ token }) => token));
    for (const key of listed) {
      const token = key.token.toLowerCase();
      if (tokens.has(token)) {
        found.set(token, key);
      }
    }
  }
  return found;
}

interface AdoptedRowProps {
  readonly connectionId: string;
  readonly adopted: AdoptedKey;
  /** The same key in the list, if it is there by now. */
  readonly listed: AuthenticationKey | undefined;
  readonly now: number;
}

function AdoptedRow({ connectionId, adopted, listed, now }: AdoptedRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open } = usePopups();
  const toasts = useToasts();
  const copy = useCopy(connectionId);
  const testing = useTestAdoptedKey(connectionId);
  const { token, label, expirationDate } = adopted;
  const reference = { id: adoptedKeyId(token), token };
  const status = expirationDate === null ? null : keyStatus({ expirationDate, accountProblem: null }, now);
  const test = (): void =>
    testing.mutate(token, {
      onError: (error) => toasts.show({ kind: 'failure', error, attempt: 'read' }),
      onSuccess: (result) => {
        const { results } = english.keyTest;
        const code = result?.code;
        const text =
          code !== undefined && Object.hasOwn(results, code)
            ? t('adopted.tested', {
                label: isolated(label),
                result: t(`keyTest.results.${code as keyof typeof results}.title`),
              })
            : t('adopted.notTested', { label: isolated(label) });
        toasts.show({ kind: 'message', text });
      },
    });
  const actions = [
    { name: t('adopted.test'), run: test },
    {
      name: t('handOver.open'),
      run: () => open({ kind: 'handOver', connectionId, shown: reference, isFromProperties: false }),
    },
    { name: t('adopted.copyToken'), run: () => void copy.token(reference) },
    { name: t('adopted.copySecret'), run: () => void copy.secret(reference) },
    ...(listed === undefined
      ? []
      : [
          {
            name: t('adopted.openListed'),
            run: () => open({ kind: 'keyProperties', connectionId, shown: listed, createdFor: null }),
          },
        ]),
    { name: t('adopted.edit'), run: () => open({ kind: 'adoptKey', connectionId, edited: adopted }) },
    { name: t('adopted.remove'), run: () => open({ kind: 'removeAdoptedKey', connectionId, removed: adopted }) },
  ];
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', fontWeight: 600 }} dir="auto">
        {label}
      </Box>
      <Box component="code" title={token} sx={{ fontFamily: MONOSPACE, fontSize: 12.5 }}>
        {shortToken(token)}
      </Box>
      <Box>{expirationDate === null ? t('adopted.noExpiry') : format.dateTime(expirationDate)}</Box>
      <Box>{status !== null && <StatusChip {...statusText(t, status)} />}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end' }}>
        {actions.map(({ name, run }) => (
          <Button
            key={name}
            size="small"
            disabled={testing.isPending}
            aria-label={t('adopted.actionLabel', { action: name, label })}
            onClick={run}
          >
            {name}
          </Button>
        ))}
      </Box>
    </Box>
  );
}

const LIST = { listStyle: 'none', margin: 0, padding: 0, maxHeight: 180, overflowY: 'auto' } as const;
const ROW = {
  display: 'grid',
  gridTemplateColumns: 'minmax(120px, 1fr) auto auto auto minmax(0, auto)',
  alignItems: 'center',
  columnGap: 2,
  paddingY: 0.5,
} as const;
