import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { sandboxSwitches } from '../../../scripts/host.mjs';
import { checkPackage } from '../../../scripts/packaging/checkPackage.mjs';
import { KEYTAR_BINARY } from '../../../scripts/packaging/inspectFiles.mjs';
import { findWindow, takeScreenshot } from '../../../scripts/windowPicture.mjs';
import { WITHOUT_KEYRING } from '../../harness/keyring.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'keydesk-packages-'));
const packed = join(folder, 'good/linux-unpacked');
const archive = 'resources/app.asar';
/** Time limit for packing and checking, in milliseconds; ten seconds on an idle machine. */
const PACK_LIMIT_MS = 180_000;

let good: { readonly status: number | null; readonly lines: readonly string[] };

beforeAll(() => {
  good = runCheck(`--output=${join(folder, 'good')}`);
}, PACK_LIMIT_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Runs `npm run package:check` and returns its exit code and output. */
function runCheck(...parameters: readonly string[]): typeof good {
  const { ELECTRON_OVERRIDE_DIST_PATH: _path, ...env } = process.env;
  const command = [join(root, 'scripts/packageCheck.mjs'), ...parameters];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
  return { status, lines: `${stdout}${stderr}`.split('\n') };
}

it('accepts the package of this project', () => {
  expect(good.lines.filter((line) => /FAILED/.test(line))).toEqual([]);
  expect(good.lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^contents +ok +\d+ files in the archive, 1 beside it$/),
      expect.stringMatching(/^libraries +ok +\d+ imported from the package$/),
      expect.stringMatching(/^platform +ok +started from the package, documents \d+ methods$/),
      expect.stringMatching(/^fuses +ok +9 of 9 correct$/),
      expect.stringMatching(/^size +ok +\d+\.\d MiB without Electron$/),
    ]),
  );
  expect(good.status).toBe(0);
});

it('packs an application that opens its window and shows keys', async () => {
  const extracted = join(folder, 'extracted');
  extractAll(join(packed, archive), extracted);
  const hook = join(root, 'tests/chromium-host/register.ts');
  const switches = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${join(folder, 'data')}`];
  const main = join(extracted, 'out/main/main.js');
  const child = spawn(process.execPath, ['--import', hook, main, ...switches, ...sandboxSwitches()], {
    env: { ...process.env, ...WITHOUT_KEYRING },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  let output = '';
  const address = new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      output += chunk;
      const found = /DevTools listening on (ws:\S+)\n/.exec(output)?.[1];
      if (found !== undefined) {
        resolve(found);
      }
    });
    ended.then(() => reject(new Error(output)), reject);
  });
  const window = await findWindow(await address);
  expect(window).not.toBeNull();
  expect(window && (await takeScreenshot(window, join(folder, 'window.png')))).toEqual({ isLoaded: true });
  child.kill('SIGTERM');
  await ended;
});

it(
  'names everything that a wrong configuration adds, and fails',
  () => {
    const configuration = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
    const wrong = {
      ...configuration,
      afterPack: null,
      files: [
        ...configuration.files.filter((pattern: string) => !/\.map|\.\{ts|\.\{test/.test(pattern)),
        'tests/chromium-host/**',
        'tests/unit/scripts/**',
        'electron/main.ts',
        { from: 'node_modules/dayjs', to: 'node_modules/dayjs', filter: ['package.json', 'dayjs.min.js'] },
      ],
    };
    const file = join(folder, 'wrong.yml');
    writeFileSync(file, stringify(wrong));
    const { status, lines } = runCheck(`--config=${file}`, `--output=${join(folder, 'wrong')}`);
    expect(lines).toEqual(
      expect.arrayContaining([
        'contents: tests/chromium-host/app.ts: a part of the Chromium host',
        'contents: tests/unit/scripts/countResults.test.ts: a test',
        'contents: electron/main.ts: a TypeScript source',
        expect.stringMatching(/^contents: node_modules\/.+\.map: a source map$/),
        expect.stringMatching(/^contents: node_modules\/dayjs\/dayjs\.min\.js: part of dayjs@/),
        'fuses: the fuse RunAsNode is on',
      ]),
    );
    expect(status).toBe(1);
  },
  PACK_LIMIT_MS,
);

describe('a package that was changed', () => {
  /** Checks a copy of the good package after a change of its application. */
  async function checkTampered(change: (application: string, copy: string) => void): Promise<string[]> {
    const copy = mkdtempSync(join(folder, 'copy-'));
    const application = join(copy, 'application');
    cpSync(packed, copy, { recursive: true });
    extractAll(join(packed, archive), application);
    change(application, copy);
    rmSync(join(copy, `${archive}.unpacked`), { recursive: true });
    await createPackageWithOptions(application, join(copy, archive), { unpack: '**/*.node' });
    // Without a binary no file is outside of the archive.
    mkdirSync(join(copy, `${archive}.unpacked`), { recursive: true });
    const findings = await checkPackage(copy);
    return findings.flatMap(({ name, violations }) => violations.map((text) => `${name}: ${text}`));
  }

  it('is accepted without a change', async () => {
    expect(await checkTampered(() => {})).toEqual([]);
  });

  it('is rejected with an additional file, a wrong fuse or too large a size', async () => {
    const assets = 'out/renderer/assets';
    const violations = await checkTampered((application, copy) => {
      writeFileSync(join(application, assets, 'index.js.map'), '{}');
      writeFileSync(join(application, assets, 'large.js'), Buffer.alloc(12 * 1024 * 1024));
      const program = readFileSync(join(copy, 'keydesk'));
      program.write('0', program.length - 1);
      writeFileSync(join(copy, 'keydesk'), program);
    });
    expect(violations).toEqual([
      `contents: ${assets}/index.js.map: a source map`,
      'fuses: the fuse WasmTrapHandlers is off',
      expect.stringMatching(/^size: \d\d\.\d MiB exceed the maximum of 12\.0 MiB/),
    ]);
  });

  it.each([
    [
      'the binary of keytar',
      KEYTAR_BINARY,
      [
        `contents: ${KEYTAR_BINARY}: missing`,
        'libraries: A library of the packaged code cannot be loaded: Error: Failed to load keytar',
      ],
    ],
    [
      'a file of a library',
      'node_modules/pg/lib/client.js',
      [
        'libraries: A library of the packaged code cannot be loaded: Error: Cannot find module',
        'platform: The packaged platform did not start',
      ],
    ],
    [
      'a file of the documentation',
      'node_modules/@fastify/swagger-ui/static/swagger-ui.css',
      ['platform: The packaged platform answers 404 to /docs/static/swagger-ui.css'],
    ],
  ])('is rejected without %s', async (_what, name, violations) => {
    const found = await checkTampered((application) => rmSync(join(application, name)));
    expect(found).toEqual(violations.map((text) => expect.stringContaining(text)));
  });
});
