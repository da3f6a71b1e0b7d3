import { expect, it } from 'vitest';
import { cloneForWire } from '../../chromium-host/cloneable.ts';
import { fromWire, toWire, toWireFromMain } from '../../chromium-host/wire.ts';

it.each([
  ['a text with half a surrogate pair', 'a\ud800\u2028"\\'],
  ['numbers', [0, 1.5, -3, 2 ** 53]],
  ['objects in arrays', [{ id: 'authkey.1', roles: [], problem: null, isOpen: true }, {}]],
  ['a property of the name __proto__', JSON.parse('{"__proto__": 1}')],
  ['null', null],
])('carries %s as a text that says the same', (_name, value) => {
  const wired = toWire(value, cloneForWire);
  expect(wired).toEqual({ json: expect.any(String) });
  expect(fromWire(wired)).toStrictEqual(value);
});

it.each([
  ['undefined', undefined],
  ['undefined in an object', { knownRevision: undefined }],
  ['gaps in an array', new Array(2)],
  ['a number that is not one', [Number.NaN]],
  ['infinity', [Number.POSITIVE_INFINITY]],
  ['minus zero', [-0]],
  ['a big integer', [1n]],
])('leaves %s as it is, which JSON would change', (_name, value) => {
  const wired = toWire(value, cloneForWire);
  expect(wired).toHaveProperty('value');
  expect(fromWire(wired)).toStrictEqual(value);
});

it('refuses what a clone refuses, however deep it stands', () => {
  const endless: unknown[] = [];
  endless.push({ endless });
  expect(() => toWire(endless, cloneForWire)).toThrow('contains itself');
  expect(() => toWire([{ at: new Date(0) }], cloneForWire)).toThrow('A Date cannot be sent');
  expect(() => toWire({ run: () => {} }, cloneForWire)).toThrow('could not be cloned');
});

it('refuses a proxy from main, which Electron cannot clone', () => {
  expect(() => toWireFromMain([{ keys: new Proxy({}, {}) }])).toThrow('could not be cloned');
  expect(() => toWireFromMain(new Proxy([], {}))).toThrow('could not be cloned');
  expect(fromWire(toWireFromMain({ keys: [undefined] }))).toStrictEqual({ keys: [undefined] });
});
