import { useCallback } from 'react';
import { useLatest } from './useLatest.ts';

/** A function that stays the same between renders and does what that of the latest one does: for children that are memoised. */
export function useStableCallback<Parameters extends readonly unknown[], Result>(
  callback: (...parameters: Parameters) => Result,
): (...parameters: Parameters) => Result {
  const latest = useLatest(callback);
  return useCallback((...parameters) => latest.current(...parameters), [latest]);
}
