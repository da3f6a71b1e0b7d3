import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { FUSES, readFuses, setFuses } from '../../../scripts/packaging/fuses.mjs';
import { makeStandInElectron } from '../../../scripts/packaging/standInElectron.mjs';

const folder = mkdtempSync(join(tmpdir(), 'keydesk-fuses-'));
const program = join(folder, 'electron', 'electron');
await makeStandInElectron(join(folder, 'electron'), '45.0.0');
const delivered = readFileSync(program);

afterAll(() => rmSync(folder, { recursive: true }));

it('decides every fuse as it was decided', () => {
  expect(FUSES).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  });
});

it('sets every fuse, of which none is set in a program as it is delivered', async () => {
  writeFileSync(program, delivered);
  expect((await readFuses(program)).filter(({ isRight }) => isRight)).toEqual([]);
  await setFuses(program);
  const fuses = await readFuses(program);
  expect(fuses.map(({ name }) => name)).toEqual(Object.keys(FUSES));
  expect(fuses.filter(({ isRight }) => !isRight)).toEqual([]);
});

it.each(Object.keys(FUSES).map((name, index) => [name, index] as const))('sees a wrong %s', async (name, index) => {
  writeFileSync(program, delivered);
  await setFuses(program);
  const wire = readFileSync(program);
  const place = wire.length - Object.keys(FUSES).length + index;
  writeFileSync(program, wire.fill(delivered.subarray(place, place + 1), place, place + 1));
  const wrong = (await readFuses(program)).filter(({ isRight }) => !isRight);
  expect(wrong.map((fuse) => fuse.name)).toEqual([name]);
});

it('stops at a fuse that a newer Electron has and nobody decided', async () => {
  const lengthAt = delivered.length - Object.keys(FUSES).length - 1;
  const longer = Buffer.concat([delivered, Buffer.from('1')]);
  longer[lengthAt] = Object.keys(FUSES).length + 1;
  writeFileSync(program, longer);
  await expect(setFuses(program)).rejects.toThrow('strictlyRequireAllFuses');
  expect((await readFuses(program)).at(-1)).toEqual({ name: 'fuse 9', found: 'on', isRight: false });
});
