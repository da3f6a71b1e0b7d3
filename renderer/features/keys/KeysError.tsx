import CloudOff from '@mui/icons-material/CloudOffOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppError, ErrorCode } from '../../../shared/result.ts';
import { isSignInFailure } from '../../api/signInFailure.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { errorText } from '../../i18n/errorText.ts';

/** Errors that are fixed in the settings of the connection. */
const CONNECTION_CODES: ReadonlySet<ErrorCode> = new Set([
  'UNAUTHORIZED',
  'PASSWORD_MISSING',
  'KEYCHAIN_UNAVAILABLE',
  'UNREACHABLE',
  'SERVICE_MISSING',
  'INTERCEPTED',
  'HOST_NOT_ALLOWED',
  'REDIRECT_REFUSED',
  'BAD_RESPONSE',
]);

/** Whether an error is fixed in the settings of the connection. */
export function canBeMendedInConnection({ code }: AppError): boolean {
  return CONNECTION_CODES.has(code);
}

/** Props of {@link KeysError}. */
export interface KeysErrorProps {
  readonly error: AppError;
  /** An additional hint, or `null`. */
  readonly hint: string | null;
  readonly onRetry: () => void;
  /** Opens the connection; `null` for one that cannot be edited. */
  readonly onOpenConnection: (() => void) | null;
}

/** Shown in place of the list when it could not be fetched. */
export function KeysError({ error, hint, onRetry, onOpenConnection }: KeysErrorProps) {
  const { t } = useTranslation();
  const { title, text, detail } = errorText(t, error, 'read');
  const isSignIn = isSignInFailure(error) || error.code === 'KEYCHAIN_UNAVAILABLE';
  const canOpen = onOpenConnection !== null && canBeMendedInConnection(error);
  return (
    <EmptyState
      icon={isSignIn || error.code === 'NOT_PERMITTED' ? <LockOutlined /> : <CloudOff />}
      title={title}
      isAlert
      actions={
        <>
          <Button
            variant={isSignIn && canOpen ? 'outlined' : 'contained'}
            color={isSignIn && canOpen ? 'inherit' : 'primary'}
            onClick={onRetry}
          >
            {t('app.retry')}
          </Button>
          {canOpen && (
            <Button
              variant={isSignIn ? 'contained' : 'outlined'}
              color={isSignIn ? 'primary' : 'inherit'}
              onClick={onOpenConnection}
            >
              {t('keys.openConnection')}
            </Button>
          )}
        </>
      }
    >
      {text}
      {detail !== null && <div>{detail}</div>}
      {hint !== null && <div>{hint}</div>}
    </EmptyState>
  );
}
