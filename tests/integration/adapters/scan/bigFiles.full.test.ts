import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FolderScanResult, FolderSearch } from '../../../../electron/ports.ts';
import { ROOT } from '../../../../scripts/project.mjs';
import { DEFAULT_SCAN_LIMITS } from '../../../../shared/model/keyUsage.ts';

const TOKEN = '40572d43aa8c4b0f9d1e7a65c3b2fb2e';
const GIGABYTE = 1024 ** 3;
/** 1 MiB of the log of a web server: 4,096 lines of 256 characters. */
const PART =
  `${'2026-11-27T20:04:38.123Z 10.0.0.1 POST /api/public/system/Method?id=90b6c2d4e1f8a7350b6c2d4e1f8a7351 200 '.padEnd(255, 'abcdefgh ')}\n`.repeat(
    4_096,
  );

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-scan-'));
  const file = openSync(join(folder, 'access.log'), 'w');
  for (let written = 0; written < 2 * GIGABYTE; written += PART.length) {
    writeSync(file, PART);
  }
  writeSync(file, `last line ${TOKEN}`);
  closeSync(file);
  writeFileSync(join(folder, 'disk.img'), '');
  truncateSync(join(folder, 'disk.img'), 3 * GIGABYTE);
  symlinkSync(folder, join(folder, 'loop'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Searches in a process of its own; also returns its largest size in MiB. */
function scan(limits: Partial<FolderSearch['limits']>, tokens: readonly string[] = [TOKEN]) {
  const search = { folder, tokens, secrets: [], exclusions: [], limits: { ...DEFAULT_SCAN_LIMITS, ...limits } };
  const script = `
    import { readFileSync } from 'node:fs';
    import { scanFolder } from ${JSON.stringify(join(ROOT, 'electron/adapters/scan/scanFolder.ts'))};
    const result = await scanFolder(JSON.parse(readFileSync(0, 'utf8')), { onProgress() {}, isStopped: () => false });
    console.log(JSON.stringify({ result, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
  const output = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script], {
    input: JSON.stringify(search),
    encoding: 'utf8',
  });
  return JSON.parse(output) as { readonly result: FolderScanResult; readonly megabytes: number };
}

it('fault 160: a file of 2 GB is searched to its end in parts, with 16,000 keys too', () => {
  const others = Array.from({ length: 16_000 }, (_, index) => index.toString(16).padStart(32, 'e'));
  for (const tokens of [[TOKEN], [...others, TOKEN]]) {
    const { result, megabytes } = scan({ maxFileBytes: 4 * GIGABYTE }, tokens);
    expect(result.places).toEqual([
      { path: 'access.log', line: 2_048 * 4_096 + 1, column: 11, part: 'token', index: tokens.length - 1 },
    ]);
    expect(result.gaps.map(({ reason, named }) => [reason, named.map(({ path }) => path)])).toEqual([
      ['binary', ['disk.img']],
      ['link', ['loop']],
    ]);
    expect(result.bytes).toBeGreaterThan(2 * GIGABYTE);
    expect(megabytes).toBeLessThan(400);
  }
});

it('fault 160: a file of 2 GB above the limit is named and not read', () => {
  const { result } = scan({ maxFileBytes: GIGABYTE });
  expect(result.places).toEqual([]);
  expect(result.bytes).toBe(0);
  expect(result.gaps[0]).toMatchObject({ reason: 'tooLarge', count: 2 });
});
