import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { REVEAL_MS } from '../../../../shared/model/clipboardState.ts';
import type { KeyReference } from '../../../../shared/model/key.ts';
import type { AppError } from '../../../../shared/result.ts';
import { toAppError } from '../../../api/call.ts';
import { onRevealEnded } from '../../../api/mainEvents.ts';
import { reportHidden, revealSecret } from '../../../api/revealedSecret.ts';

/** A secret shown on request. */
export interface RevealedSecret {
  /** `null` while hidden. */
  readonly value: string | null;
  readonly isBusy: boolean;
  readonly reveal: () => Promise<void>;
  readonly hide: () => void;
}

/**
 * Holds the value of a revealed secret; it is stored nowhere else in the window. Hidden after 30 seconds, when the
 * window loses the focus, on request of main, and on unmount. Main is notified and protects the screen until then.
 * @param onFailure called when revealing failed, and with `null` when a new attempt starts.
 */
export function useRevealedSecret(
  connectionId: string,
  key: KeyReference,
  onFailure: (error: AppError | null) => void,
): RevealedSecret {
  const [value, setValue] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isMounted = useRef(false);
  const hide = (): void => setValue(null);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  // Before the value is painted: a blur right after it appears must not be missed.
  useLayoutEffect(() => {
    if (value === null) {
      return;
    }
    const hideNow = (): void => setValue(null);
    const timer = setTimeout(hideNow, REVEAL_MS);
    const stop = onRevealEnded(hideNow);
    window.addEventListener('blur', hideNow);
    document.addEventListener('visibilitychange', hideNow);
    return () => {
      clearTimeout(timer);
      stop();
      window.removeEventListener('blur', hideNow);
      document.removeEventListener('visibilitychange', hideNow);
    };
  }, [value]);

  // Only once the value is off the screen: main then ends the protection from screen captures.
  useEffect(() => (value === null ? undefined : reportHidden), [value]);

  const reveal = async (): Promise<void> => {
    onFailure(null);
    setIsBusy(true);
    try {
      const secret = await revealSecret(connectionId, key);
      // The window may have lost the focus, or the dialog may have been closed, before the response arrived.
      if (isMounted.current && document.hasFocus()) {
        setValue(secret);
      } else {
        reportHidden();
      }
    } catch (error) {
      onFailure(toAppError(error));
    } finally {
      setIsBusy(false);
    }
  };
  return { value, isBusy, reveal, hide };
}
