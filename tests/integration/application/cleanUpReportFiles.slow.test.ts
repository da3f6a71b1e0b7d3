import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { userFiles } from '../../../electron/adapters/files/userFiles.ts';
import type { UserFiles } from '../../../electron/ports.ts';
import { EXPORTED_STATES, type ExportedState } from '../../../shared/model/keyExport.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { startOverFolder } from '../../harness/dataFolder.ts';
import { newFolder } from '../../harness/settingsFolder.ts';
import { mountSmallDisk, type SmallDisk } from '../../harness/smallDisk.ts';

const states = Object.fromEntries(EXPORTED_STATES.map((name) => [name, name])) as Record<ExportedState, string>;

let disk: SmallDisk;

beforeAll(() => {
  disk = mountSmallDisk();
});

afterEach(() => disk.setReadOnly(false));

afterAll(() => disk.unmount());

/** Saves the report on the small disk. @param size of the PDF in bytes. */
async function save(name: string, size: number, files: UserFiles = userFiles) {
  const memory = createMemoryPorts();
  memory.fileDialogs.choice = join(disk.folder, name);
  const printPdf = async () => new Uint8Array(size).fill(0x25);
  const { services } = startOverFolder(newFolder(), memory, { printPdf, userFiles: files });
  await services.keys.list('sample', null, true);
  return services.hygieneReports.save({ connectionId: 'sample', language: 'en', states }, 'Sample platform', 'PDF');
}

it('a disk with space for the rows only has neither them nor the report, and the earlier report is unchanged', async () => {
  writeFileSync(join(disk.folder, 'full.pdf'), 'earlier');
  await expect(save('full.pdf', 200_000)).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'ENOSPC' });
  expect(readdirSync(disk.folder)).toEqual(['full.pdf']);
  expect(readFileSync(join(disk.folder, 'full.pdf'), 'utf8')).toBe('earlier');
});

it('with enough space both are there', async () => {
  expect(await save('both.pdf', 1_000)).toMatchObject({ fileName: 'both.pdf', tableName: 'both.csv' });
  expect(existsSync(join(disk.folder, 'both.pdf'))).toBe(true);
  expect(existsSync(join(disk.folder, 'both.csv'))).toBe(true);
});

it('names the table that is left on a disk that has become read-only', async () => {
  const files: UserFiles = {
    ...userFiles,
    write: async (file, content) => {
      await userFiles.write(file, content);
      disk.setReadOnly(true);
    },
  };
  expect(await save('left.pdf', 1_000, files)).toMatchObject({ fileName: null, tableName: 'left.csv' });
  expect(existsSync(join(disk.folder, 'left.pdf'))).toBe(false);
  expect(existsSync(join(disk.folder, 'left.csv'))).toBe(true);
});
