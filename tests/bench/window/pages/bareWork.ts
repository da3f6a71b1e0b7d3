import { BareSort, COLUMNS } from './bareSort.ts';
import type { BenchKey } from './benchKey.ts';

/** The bare work: a scan of the same texts for each letter, and a plain sort for each click. Each result is one text. */
function show(text: string): void {
  const keys: readonly BenchKey[] = JSON.parse(text);
  const texts = keys.map(({ fullName, username, token }) => `${fullName}\n${username}\n${token}`.toLowerCase());
  const sorting = new BareSort(keys);
  const result = document.createElement('output');
  const field = document.createElement('input');
  field.addEventListener('input', () => {
    const found: BenchKey[] = [];
    for (const [index, key] of keys.entries()) {
      if (texts[index]?.includes(field.value)) {
        found.push(key);
      }
    }
    result.textContent = String(found.length);
  });
  document.body.append(field, result);
  for (const column of COLUMNS) {
    for (const isDescending of [false, true]) {
      const button = document.createElement('button');
      button.id = `${column}-${isDescending}`;
      button.textContent = button.id;
      button.addEventListener('click', () => {
        const [first = 0] = sorting.order(column, isDescending);
        result.textContent = keys[first]?.id ?? '';
      });
      document.body.append(button);
    }
  }
}

Object.assign(window, { show });
