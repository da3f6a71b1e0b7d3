import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { watchSqliteFile } from '../../../../electron/platform/storage/commitWatch.ts';

const folder = mkdtempSync(join(tmpdir(), 'keydesk-watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every commit to the file changes the version; reading and what is rolled back do not', () => {
  const file = join(folder, 'watched.db');
  const [one, other] = [new DatabaseSync(file), new DatabaseSync(file)];
  one.exec('pragma journal_mode = wal; create table "sample" ("value" integer)');
  const watch = watchSqliteFile(file, 1000);
  const changesVersion = (action: () => void): boolean => {
    const before = watch.version();
    action();
    return watch.version() !== before;
  };
  expect(changesVersion(() => one.exec('insert into "sample" values (1)'))).toBe(true);
  expect(changesVersion(() => other.exec('update "sample" set "value" = 2'))).toBe(true);
  expect(changesVersion(() => one.exec('begin immediate; delete from "sample"'))).toBe(false);
  expect(changesVersion(() => one.exec('commit'))).toBe(true);
  expect(changesVersion(() => other.exec('begin; insert into "sample" values (3); rollback'))).toBe(false);
  expect(changesVersion(() => one.prepare('select * from "sample"').all())).toBe(false);
  watch.close();
  one.close();
  other.close();
});
