import { useEffect, useState } from 'react';

/** Delay before progress is shown, in milliseconds: a flash would only distract. */
const PROGRESS_DELAY_MS = 300;

/** Becomes true when `isBusy` has been true for {@link PROGRESS_DELAY_MS}, and false together with it. */
export function useDelayed(isBusy: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!isBusy) {
      return;
    }
    const timer = setTimeout(() => setIsLate(true), PROGRESS_DELAY_MS);
    return () => {
      clearTimeout(timer);
      setIsLate(false);
    };
  }, [isBusy]);
  return isLate;
}
