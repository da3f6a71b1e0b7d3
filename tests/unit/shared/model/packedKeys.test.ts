import { expect, it } from 'vitest';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import {
  KEYS_PER_PART,
  KeyPacker,
  KeyUnpacker,
  type PackedKeys,
  packedKeysSchema,
} from '../../../../shared/model/packedKeys.ts';
import { seededRandom } from '../../../harness/seededRandom.ts';
import { sampleKey } from '../../renderer/features/keys/sampleKey.ts';

function packKeys(keys: readonly AuthenticationKey[]): readonly PackedKeys[] {
  const packer = new KeyPacker(keys);
  const parts: PackedKeys[] = [];
  for (let part = packer.next(); part !== null; part = packer.next()) {
    parts.push(part);
  }
  expect(packer.isDone).toBe(true);
  return parts;
}

function unpackKeys(parts: readonly PackedKeys[]): (readonly AuthenticationKey[])[] {
  const unpacker = new KeyUnpacker();
  return parts.map((part) => unpacker.unpack(part));
}

const roundTrip = (keys: readonly AuthenticationKey[]) => unpackKeys(packKeys(keys)).flat();

/** What an installation may send, and what a coding with separators or numbers could change. */
const TEXTS = [
  ...['', ' ', '\n', '\n\n', '\t', '\t["x"]', ',', '"', '\\', '\\n', '0', '-1', 'null', 'undefined', '[]', '\0'],
  ...['\r\n', '\u2028', '\ufeff', '\ud800', '\udfff', 'ä\ud83d', '𝔘', 'Интеграция', '__proto__', 'a'.repeat(1_000)],
];
const INSTANTS = [
  ...['2026-11-22T20:04:38.000Z', '2026-11-22T20:04:38Z', '2026-11-22T20:04Z', '2026-11-22T20:04:38.1234567Z'],
  ...['2026-11-22T23:04:38.000+03:00', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
];

it.each(Array.from({ length: 40 }, (_, seed) => seed))('returns exactly the packed values, seed %i', (seed) => {
  const random = seededRandom(seed);
  const text = () => (random.below(3) > 0 ? random.pick(TEXTS) : `text ${random.below(5)}`);
  const keys = Array.from({ length: random.below(60) }, (): AuthenticationKey => {
    // Few texts, so that keys share an account, and differ about it.
    const roles = Array.from({ length: random.below(3) }, text);
    return {
      id: text() || 'id',
      accountId: text() || 'id',
      username: text(),
      fullName: text(),
      systemRoles: roles,
      token: text(),
      creationDate: random.pick(INSTANTS),
      expirationDate: random.pick(INSTANTS),
      lastUsedDate: random.below(2) === 0 ? null : random.pick(INSTANTS),
      version: random.pick([0, 1, 17, Number.MAX_SAFE_INTEGER]),
      accountProblem: random.pick([null, 'archived', 'deactivated', 'noPermission'] as const),
    };
  });
  expect(roundTrip(keys)).toStrictEqual(keys);
  // As the bridges between the processes transfer them.
  const parts = JSON.parse(JSON.stringify(structuredClone(packKeys(keys))));
  expect(unpackKeys(parts).flat()).toStrictEqual(keys);
  expect(parts).toEqual(parts.map((part: unknown) => packedKeysSchema.strict().parse(part)));
});

it.each(TEXTS)('returns the text %j in every field', (text) => {
  const key = sampleKey({ username: text, fullName: text, systemRoles: [text, text], token: text });
  const named = { ...key, id: text, accountId: text };
  expect(roundTrip([named])).toStrictEqual([named]);
  expect(roundTrip([key, named, key])).toStrictEqual([key, named, key]);
});

it('packs no field but those of the schema', () => {
  const key = { ...sampleKey(), secretKey: 'planted secret', fields: { secret: 'planted secret' } };
  expect(JSON.stringify(packKeys([key]))).not.toContain('planted secret');
  expect(roundTrip([key])).toStrictEqual([sampleKey()]);
});

it('packs a list in parts, the accounts with the first part that needs them', () => {
  const keys = Array.from({ length: 2 * KEYS_PER_PART + 1 }, (_, index) => {
    const number = index % 100;
    return sampleKey({ id: `authkey.${index}`, accountId: `account.${number}`, fullName: `Account ${number}` });
  });
  const parts = packKeys(keys);
  expect(parts.map((part) => JSON.parse(part.accounts).length)).toEqual([100, 0, 0]);
  const unpacked = unpackKeys(parts);
  expect(unpacked.map((part) => part.length)).toEqual([KEYS_PER_PART, KEYS_PER_PART, 1]);
  expect(unpacked.flat()).toEqual(keys);
  expect(packKeys([])).toEqual([]);
});

it('gives the keys of an account the same roles', () => {
  const keys = ['authkey.1', 'authkey.2'].map((id) => sampleKey({ id, systemRoles: ['API'] }));
  const [first, second] = roundTrip(keys);
  expect(first?.systemRoles).toBe(second?.systemRoles);
});

it('does not return a list of which a part is missing', () => {
  const keys = Array.from({ length: KEYS_PER_PART + 1 }, (_, index) =>
    sampleKey({ id: `authkey.${index}`, accountId: `account.${index}` }),
  );
  const [, last] = packKeys(keys);
  expect(() => unpackKeys(last === undefined ? [] : [last])).toThrow('incomplete');
});
