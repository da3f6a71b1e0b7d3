import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GUARDS } from '../../../scripts/guardTable.mjs';

it.each(GUARDS)('finds the guard “$row” in its file, once', ({ file, text, without }) => {
  const source = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
  expect(source.split(text)).toHaveLength(2);
  expect(without).not.toBe(text);
});
