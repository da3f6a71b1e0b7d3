import type { AppError } from '../../shared/result.ts';
import type { Attempt } from '../i18n/errorText.ts';
import { createRequiredContext } from './requiredContext.ts';

/** A short message that goes away by itself. */
export type Toast =
  | {
      readonly kind: 'message';
      readonly text: string;
      /** What can be done about it from the message itself. Offer it elsewhere, too: the message goes away. */
      readonly action?: { readonly label: string; readonly run: () => void };
    }
  /** Nothing was done, for a reason that no error code has. */
  | { readonly kind: 'refusal'; readonly title: string; readonly text: string }
  /** `attempt` is a change unless it says otherwise. */
  | { readonly kind: 'failure'; readonly error: AppError; readonly attempt?: Attempt };

/** How a toast is shown. A new one takes the place of the one before. */
export interface ToastControl {
  readonly show: (toast: Toast) => void;
  /** Hides the message that something newer has made untrue. */
  readonly hide: () => void;
}

/** Carries the {@link ToastControl}, and reads it. */
export const [ToastContext, useToasts] = createRequiredContext<ToastControl>('ToastContext');
