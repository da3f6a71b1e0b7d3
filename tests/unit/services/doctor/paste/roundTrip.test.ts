import { expect, it } from 'vitest';
import { amount, seeded } from '../../../../harness/amount.ts';
import { plain, type Read, requestOf } from './marked.ts';
import { WRITERS } from './writers.ts';

const PARTS = [
  'a',
  'Б',
  'é',
  ' ',
  '"',
  "'",
  '\\',
  '`',
  '$x',
  '%2f',
  '%',
  '^',
  '+',
  '[1]',
  '{}',
  '&b=',
  '#',
  '|',
  '<>',
  '💡',
  '\\n',
  '{{x}}',
  '!',
];
const BODY_PARTS = [...PARTS, '\n', '\r\n', '\t', '"a": 1', '//'];
const NAMES = ['x-ms-date', 'Authorization', 'X-Odd', 'accept'];
const random = seeded();

it.each(Object.entries(WRITERS))('a request written as %s is read back the same', (_, write) => {
  for (let count = amount({ sample: 200, full: 2000 }); count > 0; count--) {
    const request = randomRequest();
    expect(plain(requestOf(write(request))), write(request)).toEqual(request);
  }
});

function randomRequest(): Read {
  const text = (parts: readonly string[], most: number) =>
    Array.from({ length: random.below(most) }, () => random.pick(parts)).join('');
  const names = NAMES.slice(0, 1 + random.below(NAMES.length));
  const body = random.below(3) === 0 ? null : `{${text(BODY_PARTS, 12)}}`;
  const length = String(new TextEncoder().encode(body ?? '').length);
  return {
    method: random.pick(['POST', 'GET', 'PUT']),
    address: `http://127.0.0.1:8787/x?q=${text(PARTS, 6)}`.trim(),
    headers: [
      // A value has no white space at its ends.
      ...names.map((name) => [name, `v${text(PARTS, 8)}`.trim()] as const),
      ...(body === null ? [] : [['Content-Type', 'application/json'] as const, ['Content-Length', length] as const]),
    ],
    body,
  };
}
