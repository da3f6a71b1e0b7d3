import { useEffect, useState } from 'react';

/**
 * The current time, renewed regularly, for statuses and ages that change while the window stands.
 * @param intervalMs milliseconds between two values.
 * @returns milliseconds since the epoch, UTC.
 */
export function useNow(intervalMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
