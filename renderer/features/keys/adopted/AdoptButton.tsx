import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePopups } from '../../../shell/popups.ts';

/** Opens the form for a key that is known by token and secret only. */
export const AdoptButton = memo(function AdoptButton({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation();
  const { open } = usePopups();
  return (
    <Button size="small" color="primary" onClick={() => open({ kind: 'adoptKey', connectionId, edited: null })}>
      {t('adopted.add')}
    </Button>
  );
});
