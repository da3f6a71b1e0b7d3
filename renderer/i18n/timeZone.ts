import { useSyncExternalStore } from 'react';

/** Interval between checks for a change of the time zone, in milliseconds. */
const RENEWAL_MS = 60_000;
let known = systemZone();

/** IANA name of the time zone of the system. Updated every minute and when the window gets the focus. */
export function useTimeZone(): string {
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

function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
