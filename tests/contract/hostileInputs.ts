/** Values that no channel accepts, but that a compromised page can send through structured clone. */
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
 * Derives about 400 hostile inputs from a valid one: each odd value instead of the input, instead of each field, as an
 * additional field and as a field name.
 */
export function hostileInputs(valid: unknown): readonly unknown[] {
  const base: Readonly<Record<string, unknown>> = isFields(valid) ? valid : { connectionId: 'sample' };
  const names = [...Object.keys(base), ...EXTRA_NAMES].slice(0, 8);
  return [
    // Only once: checking one takes as long as the largest accepted input.
    cyclic(),
    ...ODD_VALUES,
    ...ODD_VALUES.map((value) => [value]),
    ...names.flatMap((name) => ODD_VALUES.map((value) => ({ ...base, [name]: value }))),
    ...Object.keys(base).map((name) => Object.fromEntries(Object.entries(base).filter(([other]) => other !== name))),
  ];
}

/** Names of additional fields, so that channels with few fields get as many inputs. */
const EXTRA_NAMES = ['__proto__ ', 'constructor', 'password', 'secretKey', 'then', 'toJSON', 'length', ''];

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
