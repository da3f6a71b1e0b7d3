import { type Locator, page } from 'vitest/browser';

type Place = Pick<Locator, 'getByRole' | 'getByText' | 'getByLabelText'>;

/** The button with exactly this name. */
export function button(name: string, inside: Place = page): Locator {
  return inside.getByRole('button', { name, exact: true });
}

/** What shows a text, which may go on before and after it. */
export function text(part: string | RegExp, inside: Place = page): Locator {
  return inside.getByText(part, { exact: false });
}

/** The field with exactly this label. */
export function field(label: string, inside: Place = page): Locator {
  return inside.getByLabelText(label, { exact: true });
}

/** Goes to a page over the navigation. */
export function goTo(name: string): Promise<void> {
  return page.getByRole('navigation').getByRole('button', { name, exact: false }).click();
}

/** Gives an element the focus, as the keyboard would. */
export async function focusOn(locator: Locator): Promise<void> {
  ((await locator.findElement()) as HTMLElement).focus();
}
