import type { AppError } from '../../shared/result.ts';
import type { Attempt } from '../i18n/errorText.ts';
import { createRequiredContext } from './requiredContext.ts';

/** A short message that disappears by itself. */
export type Toast =
  | {
      readonly kind: 'message';
      readonly text: string;
      /** An action in the message. Offer it elsewhere as well, since the message disappears. */
      readonly action?: { readonly label: string; readonly run: () => void };
    }
  /** Nothing was done, for a reason without an error code. */
  | { readonly kind: 'problem'; readonly title: string; readonly text: string }
  /** `attempt` defaults to a change. */
  | { readonly kind: 'failure'; readonly error: AppError; readonly attempt?: Attempt };

/** Shows and hides toasts. A new one replaces the previous one. */
export interface ToastControl {
  readonly show: (toast: Toast) => void;
  /** Hides a message that is no longer true. */
  readonly hide: () => void;
}

/** Context of the {@link ToastControl}. */
export const [ToastContext, useToasts] = createRequiredContext<ToastControl>('ToastContext');
