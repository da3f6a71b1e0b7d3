import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { KEY_TEST_CODES, type KeyTestResult, verdictOf } from '../../../../shared/model/keyTest.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { Note } from '../../../components/Note.tsx';
import { isolated } from '../../../i18n/isolated.ts';
import { keyTestText, VERDICT_TONES } from './keyTestText.ts';

/** Maximum number of keys listed per result. */
const KEYS_SHOWN = 50;

/** Props of {@link TestSummary}. */
export interface TestSummaryProps {
  readonly results: readonly KeyTestResult[];
  /** Keys of the connection, which name those of the results. */
  readonly keys: readonly AuthenticationKey[];
}

/** The number of keys per result; for all but the keys that work, what it means, what to do next, and which they are. */
export function TestSummary({ results, keys }: TestSummaryProps) {
  const { t } = useTranslation();
  const groups = useMemo(() => {
    const byCode = Map.groupBy(results, ({ code }) => code);
    return KEY_TEST_CODES.flatMap((code) => {
      const group = byCode.get(code);
      const first = group?.[0];
      return group === undefined || first === undefined ? [] : [{ code, first, group }];
    });
  }, [results]);
  const byToken = useMemo(() => new Map(keys.map((key) => [key.token, key])), [keys]);
  return (
    <Box role="status" aria-label={t('keyTest.summary')} sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      {groups.map(({ code, first, group }) => {
        const { title, text, detail } = keyTestText(t, first);
        const names = code === 'works' ? [] : group.slice(0, KEYS_SHOWN);
        return (
          <Note
            key={code}
            tone={VERDICT_TONES[verdictOf(first)]}
            title={t('keyTest.counted', { title, keys: t('keys.count', { count: group.length }) })}
          >
            {code === 'works' ? undefined : (
              <>
                <div>{text}</div>
                {detail !== null && <div>{detail}</div>}
                <Box
                  component="ul"
                  sx={{ margin: 0, marginTop: 0.5, paddingLeft: 2.5, maxHeight: 120, overflowY: 'auto' }}
                >
                  {names.map(({ id, token }) => (
                    <li key={token}>{nameOf(byToken.get(token) ?? { fullName: '', username: id, token })}</li>
                  ))}
                </Box>
                {group.length > KEYS_SHOWN && (
                  <Typography variant="body2">
                    {t('keys.changes.more', { count: group.length - KEYS_SHOWN })}
                  </Typography>
                )}
              </>
            )}
          </Note>
        );
      })}
    </Box>
  );
}

function nameOf({ fullName, username, token }: Pick<AuthenticationKey, 'fullName' | 'username' | 'token'>): string {
  return [isolated(fullName || username), shortToken(token)].join(' · ');
}
