import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDisabledBatches } from '../../../api/disabledQueries.ts';
import { usePopups } from '../../../shell/popups.ts';

/** Props of {@link DisabledKeysButton}. */
export interface DisabledKeysButtonProps {
  readonly connectionId: string;
}

/** Opens the list of disabled keys; nothing if there is none. */
export const DisabledKeysButton = memo(function DisabledKeysButton({ connectionId }: DisabledKeysButtonProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const known = useDisabledBatches(connectionId);
  const count = known?.batches.reduce((sum, { keys }) => sum + keys.length, 0) ?? 0;
  return count === 0 && (known?.unreadable ?? 0) === 0 ? null : (
    <Button size="small" sx={{ paddingY: 0 }} onClick={() => open({ kind: 'disabledKeys', connectionId })}>
      {t('bulk.disable.open', { count })}
    </Button>
  );
});
