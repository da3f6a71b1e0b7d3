import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readVersioned, type VersionedFormat } from '../../../../electron/adapters/files/versionedJson.ts';

/** Version 1 held one name, version 2 a list of names, version 3 holds people. */
const format: VersionedFormat<{ schemaVersion: 3; people: { name: string }[] }> = {
  version: 3,
  schema: z.object({ schemaVersion: z.literal(3), people: z.array(z.object({ name: z.string() })) }),
  migrations: [
    (old) => ({ schemaVersion: 2, names: [z.object({ name: z.string() }).parse(old).name] }),
    (old) => ({
      schemaVersion: 3,
      people: z
        .object({ names: z.array(z.string()) })
        .parse(old)
        .names.map((name) => ({ name })),
    }),
  ],
};
const people = { schemaVersion: 3, people: [{ name: 'Ada' }] };

function read(stored: unknown, of = format) {
  return readVersioned(new TextEncoder().encode(JSON.stringify(stored)), of);
}

describe('a file', () => {
  it.each([
    ['of this version is taken as it is', people, false],
    ['of the version before goes through one migration', { schemaVersion: 2, names: ['Ada'] }, true],
    ['of the first version goes through all, in order', { schemaVersion: 1, name: 'Ada' }, true],
  ])('%s', (_name, stored, isMigrated) => {
    expect(read(stored)).toEqual({ state: 'usable', value: people, isMigrated, unknown: null });
  });

  it('of a newer version gives what can be read of it', () => {
    expect(read({ ...people, schemaVersion: 99, more: 1 })).toEqual({ state: 'newer', value: people });
    expect(read({ schemaVersion: 4, people: {} })).toEqual({ state: 'newer', value: null });
  });

  it.each([
    ['of this version in another shape', { schemaVersion: 3, people: 'Ada' }],
    ['without a version', { people: [] }],
    ['of version 0', { schemaVersion: 0, name: 'Ada' }],
    ['of half a version', { schemaVersion: 1.5, name: 'Ada' }],
    ['that is an array', [people]],
  ])('%s is damaged', (_name, stored) => {
    expect(read(stored)).toEqual({ state: 'damaged' });
  });
});

describe('a migration', () => {
  const cause = new Error('a mistake in a migration');
  const fail = () => {
    throw cause;
  };

  it.each([0, 1])('that throws, number %i, takes nothing over', (failing) => {
    const migrations = format.migrations.with(failing, fail);
    expect(read({ schemaVersion: 1, name: 'Ada' }, { ...format, migrations })).toEqual({ state: 'notMigrated', cause });
  });

  it('that gives something else than the schema asks for takes nothing over', () => {
    const migrations = format.migrations.with(1, () => ({ schemaVersion: 3, people: 'Ada' }));
    expect(read({ schemaVersion: 1, name: 'Ada' }, { ...format, migrations })).toMatchObject({ state: 'notMigrated' });
  });
});
