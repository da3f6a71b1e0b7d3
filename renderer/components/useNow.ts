import { useEffect, useState } from 'react';

/**
 * The current time, renewed regularly, for statuses and ages that change while the window stands.
 * @param intervalMs milliseconds between two values.
 * @param renewedBy what brings a new value at once when it changes: what has just happened lies in the past.
 * @returns milliseconds since the epoch, UTC.
 */
export function useNow(intervalMs: number, renewedBy?: unknown): number {
  const [clock, setClock] = useState(() => ({ now: Date.now(), renewedBy }));
  let { now } = clock;
  if (clock.renewedBy !== renewedBy) {
    // In this same render, which would else be worked out once more for the new value.
    now = Date.now();
    setClock({ now, renewedBy });
  }
  useEffect(() => {
    const timer = setInterval(() => setClock((before) => ({ ...before, now: Date.now() })), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
