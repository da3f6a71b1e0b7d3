import { useSyncExternalStore } from 'react';

/** Interval between checks for a change of the time zone, in milliseconds. */
const RENEWAL_MS = 60_000;
let known = systemZone();

/**
 * IANA name of the time zone of the system; `null` if it has none that Intl accepts. Updated every minute and when the
 * window gets the focus.
 */
export function useTimeZone(): string | null {
  return useSyncExternalStore(follow, () => known);
}

function follow(changed: () => void): () => void {
  const look = (): void => {
    known = systemZone();
    // No effect if it is the same.
    changed();
  };
  const timer = setInterval(look, RENEWAL_MS);
  window.addEventListener('focus', look);
  look();
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', look);
  };
}

/** Without a name, as with `TZ=MSK-3` or an unknown one of Windows, Chromium returns `Etc/Unknown`, and Node nothing. */
function systemZone(): string | null {
  const name: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name === undefined || name === 'Etc/Unknown' ? null : name;
}
