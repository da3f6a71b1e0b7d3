import { useEffect, useState } from 'react';

/**
 * The current time, renewed regularly, for statuses and ages that change while the window stands.
 * @param intervalMs milliseconds between two values.
 * @param renewedBy what brings a new value at once when it changes: what has just happened lies in the past.
 * @returns milliseconds since the epoch, UTC.
 */
export function useNow(intervalMs: number, renewedBy?: unknown): number {
  const [now, setNow] = useState(() => Date.now());
  const [seen, setSeen] = useState(renewedBy);
  if (seen !== renewedBy) {
    setSeen(renewedBy);
    setNow(Date.now());
  }
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
