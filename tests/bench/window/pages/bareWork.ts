import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { USUAL_KEY_COLUMNS } from '../../../../shared/model/keyView.ts';
import { numbersToCompare, orderByNumbers } from './bareOrder.ts';

/** The bare work: a scan of the same texts for each letter, and a sort with the same comparison for each click. */
function show(text: string): void {
  const keys: readonly AuthenticationKey[] = JSON.parse(text);
  const texts = keys.map(({ fullName, username, token }) => `${fullName}\n${username}\n${token}`.toLowerCase());
  const result = document.createElement('output');
  const field = document.createElement('input');
  field.addEventListener('input', () => {
    const found: AuthenticationKey[] = [];
    for (const [index, key] of keys.entries()) {
      if (texts[index]?.includes(field.value)) {
        found.push(key);
      }
    }
    result.textContent = String(found.length);
  });
  document.body.append(field, result);
  for (const column of USUAL_KEY_COLUMNS) {
    for (const isDescending of [false, true]) {
      const button = document.createElement('button');
      button.id = `${column}-${isDescending}`;
      button.textContent = button.id;
      button.addEventListener('click', () => {
        const [first] = orderByNumbers(numbersToCompare(keys, column, Date.now()), isDescending);
        result.textContent = keys[first ?? 0]?.id ?? '';
      });
      document.body.append(button);
    }
  }
}

Object.assign(window, { show });
