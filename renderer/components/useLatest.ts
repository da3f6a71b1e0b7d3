import { type RefObject, useLayoutEffect, useRef } from 'react';

/** A reference to the value of the latest render, for handlers that must stay the same between renders. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const reference = useRef(value);
  useLayoutEffect(() => {
    reference.current = value;
  });
  return reference;
}
