import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { REVEAL_MS } from '../../../../shared/model/clipboardState.ts';
import type { KeyReference } from '../../../../shared/model/key.ts';
import type { AppError } from '../../../../shared/result.ts';
import { toAppError } from '../../../api/call.ts';
import { revealSecret, tellHidden } from '../../../api/keyQueries.ts';
import { onRevealEnded } from '../../../api/mainEvents.ts';

/** A secret that is shown on request. */
export interface RevealedSecret {
  /** `null` while hidden. */
  readonly value: string | null;
  readonly isBusy: boolean;
  readonly reveal: () => Promise<void>;
  readonly hide: () => void;
}

/**
 * Holds the value of a revealed secret, which lives here alone. It goes after 30 seconds, when the window loses the
 * focus, when main says so, and with the component. Main hears of it, and protects the screen until then.
 * @param onFailure told when revealing failed, and with `null` when a new attempt starts.
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

  // Before the value can be seen: a blur right after it appears must not be missed.
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

  // Only once the value is off the screen, since main then ends the protection from screen captures.
  useEffect(() => (value === null ? undefined : tellHidden), [value]);

  const reveal = async (): Promise<void> => {
    onFailure(null);
    setIsBusy(true);
    try {
      const secret = await revealSecret(connectionId, key);
      // The focus may have gone elsewhere, and the dialog away, while the answer was on its way.
      if (isMounted.current && document.hasFocus()) {
        setValue(secret);
      } else {
        tellHidden();
      }
    } catch (error) {
      onFailure(toAppError(error));
    } finally {
      setIsBusy(false);
    }
  };
  return { value, isBusy, reveal, hide };
}
