import { useSyncExternalStore } from 'react';

/** How often it is looked whether the zone has changed, in milliseconds. */
const RENEWAL_MS = 60_000;
let known = systemZone();

/** IANA name of the time zone of the system. Looked up again every minute and whenever somebody comes back to the window. */
export function useTimeZone(): string {
  return useSyncExternalStore(follow, () => known);
}

function follow(changed: () => void): () => void {
  const look = (): void => {
    known = systemZone();
    // Without effect where it is the same.
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
