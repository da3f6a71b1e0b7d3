/**
 * Holds back the calls of a method.
 * @returns releases them; later calls are not held back.
 */
export function holdCalls<Target extends object>(target: Target, method: keyof Target): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  const original = target[method] as (...parameters: unknown[]) => unknown;
  const held = async (...parameters: unknown[]) => {
    await promise;
    return original.apply(target, parameters);
  };
  Object.assign(target, { [method]: held });
  return resolve;
}
