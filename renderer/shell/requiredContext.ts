import { type Context, createContext, useContext } from 'react';

/**
 * Creates a context that cannot be read without a value.
 * @param name names the context in the error.
 * @returns the context, and a hook that reads it and throws an Error outside of it.
 */
export function createRequiredContext<Value>(name: string): readonly [Context<Value | null>, () => Value] {
  const RequiredContext = createContext<Value | null>(null);
  const useRequired = (): Value => {
    const value = useContext(RequiredContext);
    if (value === null) {
      throw new Error(`${name} is read outside of its provider`);
    }
    return value;
  };
  return [RequiredContext, useRequired];
}
