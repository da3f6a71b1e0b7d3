import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { Note } from '../../components/Note.tsx';
import { useFormat } from '../../i18n/format.ts';
import { isolated } from '../../i18n/isolated.ts';
import type { ListChanges } from './compareKeyLists.ts';
import type { ChangesSince } from './useChangesSince.ts';

/** Maximum number of keys named per kind of change. */
const NAMED = 3;
const KINDS = ['created', 'deleted', 'extended', 'shortened'] as const satisfies readonly (keyof ListChanges)[];

/** Props of {@link ChangesNote}. */
export interface ChangesNoteProps {
  readonly changes: ChangesSince;
  readonly onClose: () => void;
}

/** Shows what others changed while the installation could not be reached. */
export const ChangesNote = memo(function ChangesNote({ changes, onClose }: ChangesNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = (keys: readonly AuthenticationKey[]): string => {
    const named = keys.slice(0, NAMED).map(({ fullName, token }) => `${isolated(fullName)} ${shortToken(token)}`);
    const more = keys.length - named.length;
    return [...named, ...(more > 0 ? [t('keys.changes.more', { count: more })] : [])].join(', ');
  };
  return (
    <Note
      tone="accent"
      isAlert
      title={t('keys.changes.title', { when: format.dateTime(changes.since) })}
      action={
        <Button size="small" onClick={onClose}>
          {t('app.close')}
        </Button>
      }
    >
      {KINDS.filter((kind) => changes[kind].length > 0).map((kind) => (
        <div key={kind}>{`${t(`keys.changes.${kind}`, { count: changes[kind].length })}: ${names(changes[kind])}`}</div>
      ))}
    </Note>
  );
});
