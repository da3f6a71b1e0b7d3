import { userEvent } from 'vitest/browser';

/** Presses keys together, named as in the DOM: `Enter`, `Control+A`, `Shift+Tab`. */
export async function press(keys: string): Promise<void> {
  const modifiers = keys.split('+');
  const key = modifiers.pop() ?? '';
  const text = key.length > 1 ? `{${key}}` : literal(modifiers.includes('Shift') ? key : key.toLowerCase());
  const [down, up] = [modifiers.map((name) => `{${name}>}`), modifiers.map((name) => `{/${name}}`)];
  await userEvent.keyboard([...down, text, ...up.reverse()].join(''));
}

/** Types a text into the focused element. */
export async function type(text: string): Promise<void> {
  await userEvent.keyboard(literal(text));
}

/** Submits a form twice without a task in between, as a busy window handles two presses of Enter. */
export async function submitTwice(): Promise<void> {
  for (let press = 0; press < 2; press += 1) {
    document.querySelector('form')?.requestSubmit();
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve();
    }
  }
}

/** Braces and brackets name keys unless they are doubled. */
function literal(text: string): string {
  return text.replaceAll(/[{[]/g, '$&$&');
}
