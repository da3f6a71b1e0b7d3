/** Resolves in a later task: between two slices of long work, so that calls, timers and input are served meanwhile. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Items handled before a pause: some milliseconds of work. */
const SLICE = 5_000;

/** Does something with each item, and pauses between slices of them. Items must not be added or removed meanwhile. */
export async function inSlices<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  for (let start = 0; start < items.length; start += SLICE) {
    if (start > 0) {
      await nextTask();
    }
    for (const item of items.slice(start, start + SLICE)) {
      work(item);
    }
  }
}
