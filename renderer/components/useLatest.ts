import { type RefObject, useLayoutEffect, useRef } from 'react';

/** A ref to the value of the latest render, for handlers that must be stable between renders. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const reference = useRef(value);
  useLayoutEffect(() => {
    reference.current = value;
  });
  return reference;
}
