import OpenInNew from '@mui/icons-material/OpenInNewRounded';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { keysPageOf } from '../../shared/model/productPage.ts';
import { useOpenKeysPage } from '../api/connectionQueries.ts';
import { connectionName } from '../i18n/connectionName.ts';
import { useToasts } from './toasts.ts';

/** Props of {@link OpenInProductButton}. */
export interface OpenInProductButtonProps {
  readonly connection: ConnectionSummary;
  /** Whether the connection is named to assistive technology, where there are several. */
  readonly isNamed?: boolean;
}

/** Opens the product's own page of the authentication keys of an installation in the browser. */
export const OpenInProductButton = memo(function OpenInProductButton({
  connection,
  isNamed = false,
}: OpenInProductButtonProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const opening = useOpenKeysPage();
  const action = t('connections.openInProduct');
  const open = (): void =>
    opening.mutate(connection.id, {
      onSuccess: ({ isOpened }) => {
        if (!isOpened) {
          const text = t('connections.notOpened.text', { url: keysPageOf(connection.address) ?? connection.address });
          toasts.show({ kind: 'problem', title: t('connections.notOpened.title'), text });
        }
      },
      onError: (error) => toasts.show({ kind: 'failure', error }),
    });
  return (
    <Tooltip title={action} placement="left">
      <IconButton
        size="small"
        color="primary"
        aria-label={isNamed ? t('connections.actionLabel', { action, name: connectionName(t, connection) }) : action}
        onClick={open}
      >
        <OpenInNew fontSize="small" />
      </IconButton>
    </Tooltip>
  );
});
