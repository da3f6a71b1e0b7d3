/** Values that no call expects, but that structured clone carries from a page that was taken over. */
const ODD_VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e308,
  10n,
  '',
  '\0',
  'a\r\nX-Evil: 1',
  '\ud800',
  '\u202egnp.exe',
  '__proto__',
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE keys; --",
  'x'.repeat(10_000),
  '9'.repeat(400),
  '2027-02-30T00:00:00.000Z',
  '+275761-01-01T00:00:00.000Z',
  [],
  [null],
  new Array(5),
  Array.from({ length: 2_000 }, () => 'x'),
  {},
  { toString: 'x', valueOf: 1 },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  JSON.parse('{"constructor": {"prototype": {"polluted": true}}}'),
  new Map([['connectionId', 'sample']]),
  new Date(Number.NaN),
  /a(b+)+c/,
  new Error('an error as an argument'),
  new Uint8Array([1, 2, 3]),
  nested(2_000),
];

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) {
    value = level % 2 === 0 ? [value] : { value };
  }
  return value;
}

function cyclic(): unknown {
  const value: Record<string, unknown> = { connectionId: 'sample' };
  value.itself = value;
  value.list = [value];
  return value;
}

/**
 * About 400 hostile inputs for a call, made from one that it accepts: every odd value in its place, in the place of each
 * of its fields, beside them, and as the name of a field.
 */
export function hostileInputs(valid: unknown): readonly unknown[] {
  const base: Readonly<Record<string, unknown>> = isFields(valid) ? valid : { connectionId: 'sample' };
  const names = [...Object.keys(base), ...EXTRA_NAMES].slice(0, 8);
  return [
    // Once only: each takes main as long as the largest input that it looks at.
    cyclic(),
    ...ODD_VALUES,
    ...ODD_VALUES.map((value) => [value]),
    ...names.flatMap((name) => ODD_VALUES.map((value) => ({ ...base, [name]: value }))),
    ...Object.keys(base).map((name) => Object.fromEntries(Object.entries(base).filter(([other]) => other !== name))),
  ];
}

/** Fields beside those of the call, so that calls with few of them get as many inputs. */
const EXTRA_NAMES = ['__proto__ ', 'constructor', 'password', 'secretKey', 'then', 'toJSON', 'length', ''];

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
