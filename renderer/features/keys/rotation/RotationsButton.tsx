import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRotations } from '../../../api/rotationQueries.ts';
import { usePopups } from '../../../shell/popups.ts';

/** Props of {@link RotationsButton}. */
export interface RotationsButtonProps {
  readonly connectionId: string;
}

/** Opens the list of rotations; nothing if there is none. */
export const RotationsButton = memo(function RotationsButton({ connectionId }: RotationsButtonProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const count = useRotations(connectionId).length;
  return count === 0 ? null : (
    <Button size="small" sx={{ paddingY: 0 }} onClick={() => open({ kind: 'rotations', connectionId, ids: null })}>
      {t('rotation.open', { count })}
    </Button>
  );
});
