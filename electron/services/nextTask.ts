/** Resolves in a later task: between two slices of long work, so that calls, timers and input are served meanwhile. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
