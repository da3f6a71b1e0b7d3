import { expect, it } from 'vitest';
import { cloneForWire } from '../../chromium-host/cloneable.ts';
import { fromWire, toWire, toWireFromMain } from '../../chromium-host/wire.ts';

it.each([
  ['a text with half a surrogate pair', 'a\ud800\u2028"\\', 'json'],
  ['numbers', [0, 1.5, -3, 2 ** 53], 'json'],
  ['objects in arrays', [{ id: 'authkey.1', roles: [], problem: null, isOpen: true }, {}], 'json'],
  ['a property called __proto__', JSON.parse('{"__proto__": 1}'), 'json'],
  ['undefined in an object', { knownRevision: undefined }, 'value'],
  ['gaps in an array', new Array(2), 'value'],
  ['numbers that JSON cannot write', [Number.NaN, Number.POSITIVE_INFINITY, -0, 1n], 'value'],
])('carries %s, as JSON where that changes nothing', (_name, value, form) => {
  const wired = toWire(value, cloneForWire);
  expect(wired).toHaveProperty(form);
  expect(fromWire(wired)).toStrictEqual(value);
});

it('rejects what structured clone or the bridge cannot carry, however deep it stands', () => {
  const endless: unknown[] = [];
  endless.push({ endless });
  for (const value of [
    endless,
    () => {},
    Symbol('x'),
    [{ run: () => {} }],
    new Map(),
    [new Set()],
    { at: new Date(0) },
  ]) {
    expect(() => toWire(value, cloneForWire)).toThrow(/contains itself|could not be cloned|cannot be sent/);
  }
  expect(() => toWireFromMain([{ keys: new Proxy({}, {}) }])).toThrow('could not be cloned');
  expect(fromWire(toWireFromMain({ keys: [undefined] }))).toStrictEqual({ keys: [undefined] });
});
