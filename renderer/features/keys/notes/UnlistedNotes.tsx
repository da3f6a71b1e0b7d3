import Button from '@mui/material/Button';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { placesOfTokens } from '../../../../shared/model/placesOfTokens.ts';
import { useKeyNotes } from '../../../api/noteQueries.ts';
import { usePopups } from '../../../shell/popups.ts';

/** Props of {@link UnlistedNotes}. */
export interface UnlistedNotesProps {
  readonly connectionId: string;
  /** The current list; `null` while the installation has not confirmed it. */
  readonly keys: readonly AuthenticationKey[] | null;
}

/** Opens the notes about keys that are no longer in the list; nothing if there are none. */
export const UnlistedNotes = memo(function UnlistedNotes({ connectionId, keys }: UnlistedNotesProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const { notes } = useKeyNotes(connectionId);
  const count = useMemo(() => {
    return keys === null ? 0 : notes.size - placesOfTokens(keys, notes).length;
  }, [keys, notes]);
  return count === 0 ? null : (
    <Button size="small" sx={{ paddingY: 0 }} onClick={() => open({ kind: 'unlistedNotes', connectionId })}>
      {t('notes.unlisted.show', { count })}
    </Button>
  );
});
