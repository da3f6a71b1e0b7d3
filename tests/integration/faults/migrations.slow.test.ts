import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type OpenedFile, openVersionedFile } from '../../../electron/adapters/files/versionedFile.ts';
import type { VersionedFormat } from '../../../electron/adapters/files/versionedJson.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { contentOf, NOW, newFolder } from '../../harness/settingsFolder.ts';

/** Version 2 calls the name a title, version 3 has it in capitals. */
const schema = z.object({ schemaVersion: z.literal(3), title: z.string() });
const format: VersionedFormat<z.infer<typeof schema>> = {
  version: 3,
  schema,
  migrations: [
    (old) => ({ schemaVersion: 2, title: z.object({ name: z.string() }).parse(old).name }),
    (old) => ({ schemaVersion: 3, title: z.object({ title: z.string() }).parse(old).title.toUpperCase() }),
  ],
};
const first = '{"schemaVersion":1,"name":"stand"}';
const migrated = { schemaVersion: 3, title: 'STAND' };

let folder: string;
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'list.json');
});

function open(of = format, logger = new MemoryLogger()): OpenedFile<z.infer<typeof schema>> {
  return openVersionedFile({ folder, name: 'list', format: of, now: NOW, logger });
}

describe('a file of an earlier version', () => {
  it.each([
    ['the first', first],
    ['the one before', '{"schemaVersion":2,"title":"stand"}'],
  ])('%s is taken over, with a copy beside it', (_name, text) => {
    writeFileSync(file, text);
    expect(open()).toEqual({ value: migrated, unknown: null, damaged: null, problem: null, code: null });
    expect(readFileSync(join(folder, 'list.before-v3.json'), 'utf8')).toBe(text);
    // Until the application writes, the old file is there: a crash before that costs nothing.
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(open()).toMatchObject({ value: migrated });
  });

  it('stays when it cannot be copied', () => {
    writeFileSync(file, first);
    mkdirSync(join(folder, 'list.before-v3.json'));
    expect(open()).toMatchObject({ value: migrated, unknown: null, damaged: null, problem: 'failed' });
    expect(readdirSync(folder).toSorted()).toEqual(['list.before-v3.json', 'list.json', 'list.last-good.json']);
  });

  it('takes the place of a damaged one, as the last good one', () => {
    writeFileSync(file, first);
    open();
    writeFileSync(file, 'damaged');
    expect(open()).toMatchObject({ value: migrated, damaged: { isRestored: true } });
    expect(readFileSync(file, 'utf8')).toBe(first);
  });
});

describe.each([0, 1])('fault 16: migration %i that throws half way', (failing) => {
  it('leaves the old file, and the application explains and runs on in memory', () => {
    writeFileSync(file, first);
    const before = contentOf(folder);
    const logger = new MemoryLogger();
    const fail = () => {
      throw new Error('a mistake in a migration');
    };
    const broken = { ...format, migrations: format.migrations.with(failing, fail) };
    expect(open(broken, logger)).toEqual({
      value: null,
      unknown: null,
      damaged: null,
      problem: 'notMigrated',
      code: null,
    });
    expect(contentOf(folder)).toEqual(before);
    expect(logger.lines).toMatchObject([{ level: 'warn', facts: { name: 'list' } }]);
    // The next version of the application has it mended.
    expect(open()).toMatchObject({ value: migrated, problem: null });
  });
});

it('fault 15: a file of version 99 is given as far as it can be read, and nothing is written', () => {
  writeFileSync(file, '{"schemaVersion":99,"title":"NEW","more":[]}');
  const before = contentOf(folder);
  expect(open()).toEqual({
    value: { schemaVersion: 3, title: 'NEW' },
    unknown: null,
    damaged: null,
    problem: 'newerVersion',
    code: null,
  });
  expect(contentOf(folder)).toEqual(before);
});
