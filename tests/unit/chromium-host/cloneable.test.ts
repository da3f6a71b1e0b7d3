import { describe, expect, it } from 'vitest';
import { cloneForWire } from '../../chromium-host/cloneable.ts';

class Key {
  readonly id = 1;
}

describe('cloneForWire', () => {
  it.each([undefined, null, true, 1.5, 'текст', [1, [2]], { key: { ids: ['a'] }, none: undefined }])(
    'carries %j unchanged, as a copy',
    (value) => {
      expect(cloneForWire(value)).toStrictEqual(value);
    },
  );

  it('copies', () => {
    const value = { ids: ['a'] };
    expect(cloneForWire(value)).not.toBe(value);
  });

  it.each([
    ['a function', () => {}],
    ['a symbol', Symbol('x')],
    ['an object with a method', { run: () => {} }],
    ['a Map', new Map()],
    ['a Set in an array', [new Set()]],
    ['a Date in an object', { at: new Date(0) }],
    ['bytes', new Uint8Array(1)],
  ])('refuses %s', (_name, value) => {
    expect(() => cloneForWire(value)).toThrow(/could not be cloned|cannot be sent/);
  });

  it('drops the class of an object, as structured clone does', () => {
    expect(cloneForWire(new Key())).toStrictEqual({ id: 1 });
  });

  it('refuses a value that contains itself', () => {
    const value: { self?: unknown } = {};
    value.self = value;
    expect(() => cloneForWire(value)).toThrow('contains itself');
  });
});
