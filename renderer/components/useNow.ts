import { useEffect, useState } from 'react';

/**
 * The current time, updated at intervals, for statuses and ages that change over time.
 * @param intervalMs update interval in milliseconds.
 * @param renewedBy updates at once when this value changes, so that new events are not in the future.
 * @returns milliseconds since the epoch, UTC.
 */
export function useNow(intervalMs: number, renewedBy?: unknown): number {
  const [clock, setClock] = useState(() => ({ now: Date.now(), renewedBy }));
  let { now } = clock;
  if (clock.renewedBy !== renewedBy) {
    // In the same render, to avoid a second one for the new value.
    now = Date.now();
    setClock({ now, renewedBy });
  }
  useEffect(() => {
    const timer = setInterval(() => setClock((before) => ({ ...before, now: Date.now() })), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
