import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openVersionedFile } from '../../../electron/adapters/files/versionedFile.ts';
import type { VersionedFormat } from '../../../electron/adapters/files/versionedJson.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { contentOf, NOW, newFolder } from '../../harness/settingsFolder.ts';

const schema = z.object({ schemaVersion: z.literal(2), title: z.string() });
const migrate = (old: unknown) => ({ schemaVersion: 2, title: z.object({ name: z.string() }).parse(old).name });
const format: VersionedFormat<z.infer<typeof schema>> = { version: 2, schema, migrations: [migrate] };
const first = '{"schemaVersion":1,"name":"stand"}';
const migrated = { schemaVersion: 2, title: 'stand' };
const NOTHING = { value: null, unknown: null, damaged: null, problem: null, code: null };

let folder: string;
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'list.json');
  writeFileSync(file, first);
});

const open = (of = format, logger = new MemoryLogger()) =>
  openVersionedFile({ folder, name: 'list', format: of, now: NOW, logger });

it('migrates a file of an earlier version, copies it first, and restores it in place of a damaged one', () => {
  expect(open()).toEqual({ ...NOTHING, value: migrated });
  expect(readFileSync(join(folder, 'list.before-v2.json'), 'utf8')).toBe(first);
  // The old file is only replaced by the next write: a crash before that loses nothing.
  expect(readFileSync(file, 'utf8')).toBe(first);
  writeFileSync(file, 'damaged');
  expect(open()).toMatchObject({ value: migrated, damaged: { isRestored: true } });
  expect(readFileSync(file, 'utf8')).toBe(first);
});

it('does not allow a file of an earlier version to be replaced that it cannot copy', () => {
  mkdirSync(join(folder, 'list.before-v2.json'));
  expect(open()).toMatchObject({ value: migrated, unknown: null, damaged: null, problem: 'failed' });
  expect(readdirSync(folder).toSorted()).toEqual(['list.before-v2.json', 'list.json', 'list.last-good.json']);
});

it('fault 16: a migration that throws changes no file, and the next version can migrate it', () => {
  const before = contentOf(folder);
  const logger = new MemoryLogger();
  const fail = () => {
    throw new Error('a mistake in a migration');
  };
  expect(open({ ...format, migrations: [fail] }, logger)).toEqual({ ...NOTHING, problem: 'notMigrated' });
  expect(contentOf(folder)).toEqual(before);
  expect(logger.lines).toMatchObject([{ level: 'warn', facts: { name: 'list' } }]);
  expect(open()).toMatchObject({ value: migrated, problem: null });
});
