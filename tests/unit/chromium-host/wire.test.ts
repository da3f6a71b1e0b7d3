import { expect, it } from 'vitest';
import { fromWire, toWire, toWireFromMain } from '../../chromium-host/wire.ts';

it.each([
  ['text with half a surrogate pair', 'a\ud800\u2028"\\'],
  ['numbers', [0, 1.5, -3, 2 ** 53]],
  ['objects in arrays', [{ id: 'authkey.1', roles: [], problem: null, isOpen: true }, {}]],
  ['a property called __proto__', JSON.parse('{"__proto__": 1}')],
  ['undefined at any depth', [undefined, { deep: [{ knownRevision: undefined }] }]],
  ['undefined alone', undefined],
])('preserves %s', async (_name, value) => {
  expect(await fromWire(toWire(value))).toStrictEqual(value);
  expect(await fromWire(await toWireFromMain(value))).toStrictEqual(value);
});

it('compresses long texts of main', async () => {
  const value = { keys: `${'ё'.repeat(100_000)}"\ud800`, knownRevision: undefined };
  const wired = await toWireFromMain(value);
  expect(wired.text.length).toBeLessThan(10_000);
  expect(await fromWire(wired)).toStrictEqual(value);
});

it('rejects what structured clone or the wire cannot preserve, at any depth', async () => {
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
    [Number.NaN],
    { size: 1n },
  ]) {
    expect(() => toWire(value)).toThrow(/contains itself|could not be cloned|cannot be sent/);
  }
  await expect(toWireFromMain([{ keys: new Proxy({}, {}) }])).rejects.toThrow('could not be cloned');
});
