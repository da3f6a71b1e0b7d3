import { useCallback } from 'react';
import { useLatest } from './useLatest.ts';

/** A stable function that calls the latest callback, for memoized children. */
export function useStableCallback<Parameters extends readonly unknown[], Result>(
  callback: (...parameters: Parameters) => Result,
): (...parameters: Parameters) => Result {
  const latest = useLatest(callback);
  return useCallback((...parameters) => latest.current(...parameters), [latest]);
}
