import { expect, it } from 'vitest';
import { readPaste } from '../../../../../electron/services/doctor/paste/readPaste.ts';
import { amount, seeded } from '../../../../harness/amount.ts';

/** Pieces that begin something which the text then does not end, or repeat what makes careless patterns slow. */
const PIECES = [
  ...[
    ' ',
    '\n',
    '\n ',
    '{',
    '[',
    '(',
    '"',
    "'",
    '`',
    '\\',
    '^',
    '\0',
    '\ud800',
    '\ufeff',
    '> ',
    '> a\n',
    '< a\n',
    '* ',
  ],
  ...['curl ', "curl '\n", 'curl "x\n', 'curl $(\n', 'curl ^"a^" ^\n', 'curl “', 'curl -d a -d b ', ' --next http://a'],
  ...[
    'POST /a HTTP/1.1\n',
    'POST /a HTTP/1.1\na: b\n\nx\n',
    'HTTP/1.1 200 OK\n',
    ':method: POST\n',
    'a: b\n',
    ' HTTP/1.1',
  ],
  ...[
    '{"request":{"method":"POST","url":"u","headers":[',
    '"\\u0041',
    '{"a":',
    'aB3dE/6hI+',
    'secret=',
    'Basic ',
    '```\n',
  ],
  ...[
    '2026-11-27T10:00:00Z ',
    'a | ',
    'a(',
    "b'",
    "{ a: '",
    '{{a}}',
    '\r\n',
    '=',
    'Transfer-Encoding: chunked\n\n1\na\n',
  ],
];
const BEGINNINGS = ['', 'POST /a HTTP/1.1\nContent-Length: 3\n\n', 'curl http://a/ ', '{"a":"', '> POST /a HTTP/1.1\n'];
const random = seeded();

it('never throws, and every place is one of the text', () => {
  for (let count = amount({ sample: 500, full: 20_000 }); count > 0; count--) {
    const text = Array.from({ length: random.below(40) }, () => random.pick(PIECES)).join('');
    const { requests, secrets } = readPaste(text);
    const pieces = requests.flatMap(({ place, method, address, headers, body }) => [
      place,
      ...[method, address, body, ...headers.flatMap(({ name, value }) => [name, value])].map((piece) => piece?.place),
    ]);
    for (const place of [...pieces, ...secrets]) {
      const isInText = !place || (place.start >= 0 && place.start <= place.end && place.end <= text.length);
      expect(isInText, JSON.stringify({ text, place })).toBe(true);
    }
  }
});

it('fault 142: the time for a text grows with its length and not faster, whatever it repeats', () => {
  const [short, long] = [20_000, 160_000];
  for (const piece of amount({ sample: Array.from({ length: 12 }, () => random.pick(PIECES)), full: PIECES })) {
    for (const beginning of [random.pick(BEGINNINGS)]) {
      const timeOf = (length: number) => {
        const text = (beginning + piece.repeat(Math.ceil(length / piece.length))).slice(0, length);
        const times = Array.from({ length: 3 }, () => {
          const start = process.cpuUsage();
          readPaste(text);
          const { user, system } = process.cpuUsage(start);
          return user + system;
        });
        return Math.min(...times);
      };
      // The square would be 64; a millisecond is what measuring costs.
      expect(timeOf(long) / (timeOf(short) + 1000), JSON.stringify(beginning + piece)).toBeLessThan(30);
    }
  }
}, 600_000);
