/** The row of the table that an element is in; `null` outside of the rows. */
export function rowElementOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[aria-rowindex]') : null;
}

/** Index of a row among the shown ones, from 0: `aria-rowindex` starts at 2 below the header. Negative for no row. */
export function rowIndexOf(row: Element | null): number {
  return Number(row?.getAttribute('aria-rowindex') ?? 0) - 2;
}
