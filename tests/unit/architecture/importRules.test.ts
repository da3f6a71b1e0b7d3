import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path/posix';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import rules from '../../../.dependency-cruiser.mjs';

const PROJECT = join(import.meta.dirname, '../../..');

/** Imports that must be refused, each from a file that does not exist in the project, at different depths of folders. */
const REFUSED: readonly (readonly [file: string, imported: string])[] = [
  ['shared/model/deep/one.ts', 'react'],
  ['shared/model/two.ts', 'node:fs'],
  ['shared/three.ts', 'electron/ports.ts'],
  ['electron/services/keys/deep/one.ts', 'node:crypto'],
  ['electron/services/keys/deep/two.ts', 'electron'],
  ['electron/services/three.ts', 'electron/adapters/log/fileLogger.ts'],
  ['electron/services/lock/four.ts', 'pino'],
  ['electron/adapters/http/deep/one.ts', 'electron/services/services.ts'],
  ['electron/adapters/http/two.ts', 'keytar'],
  ['electron/adapters/three.ts', 'electron-store'],
  ['electron/adapters/files/four.ts', 'undici'],
  ['electron/ipc/one.ts', 'node:fs'],
  ['electron/ipc/deep/two.ts', 'electron/adapters/log/fileLogger.ts'],
  ['electron/cli/one.ts', 'electron'],
  ['electron/cli/commands/two.ts', 'electron/adapters/log/fileLogger.ts'],
  ['electron/cli/texts/three.ts', 'renderer/i18n/errorText.ts'],
  ['electron/services/keys/deep/three.ts', 'electron/cli/exitCodes.ts'],
  ['electron/platform/http/one.ts', 'electron/ports.ts'],
  ['electron/platform/storage/deep/two.ts', 'electron'],
  ['electron/platform/three.ts', 'pg'],
  ['electron/platform/http/four.ts', '@fastify/swagger'],
  ['electron/one.ts', 'react'],
  ['electron/two.ts', 'pino'],
  ['renderer/app/one.ts', 'node:fs'],
  ['renderer/app/deep/two.ts', 'electron/ports.ts'],
  ['renderer/features/lock/three.ts', 'pino'],
  ['renderer/features/keys/one.ts', 'renderer/features/lock/LockScreen.tsx'],
  ['renderer/features/keys/deep/two.ts', 'renderer/app/App.tsx'],
  ['renderer/features/lock/four.ts', 'renderer/api/bridge.ts'],
  ['renderer/features/keys/table/one.ts', 'renderer/features/keys/KeysPage.tsx'],
  ['renderer/features/keys/table/deep/two.ts', 'renderer/features/keys/bulk/doneText.ts'],
  ['renderer/features/keys/editor/one.ts', 'renderer/features/keys/search/searchTexts.ts'],
  ['renderer/features/keys/search/query/one.ts', 'renderer/features/keys/search/searchTexts.ts'],
  ['renderer/shell/one.ts', 'renderer/features/lock/LockScreen.tsx'],
  ['renderer/components/deep/one.ts', 'renderer/api/call.ts'],
  ['renderer/i18n/one.ts', 'renderer/api/call.ts'],
  ['renderer/api/one.ts', 'renderer/shell/pages.ts'],
  ['renderer/one.ts', 'tests/fakes/manualClock.ts'],
  ['scripts/one.mjs', 'zod'],
  ['scripts/deep/two.mjs', 'zod'],
];

/** Imports that must stay possible from any new file, without a change of the rules. */
const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['shared/model/deep/good.ts', 'zod'],
  ['electron/services/keys/deep/good.ts', 'electron/ports.ts'],
  ['electron/services/keys/deep/better.ts', 'shared/result.ts'],
  ['electron/adapters/http/deep/good.ts', 'node:https'],
  ['electron/adapters/system/deep/good.ts', 'electron'],
  ['electron/ipc/deep/good.ts', 'electron/services/services.ts'],
  ['electron/cli/commands/good.ts', 'electron/services/services.ts'],
  ['electron/platform/storage/deep/good.ts', 'kysely'],
  ['electron/good.ts', 'electron/adapters/log/fileLogger.ts'],
  ['renderer/features/keys/table/deep/good.ts', 'renderer/shell/theme.ts'],
  ['renderer/features/keys/deep/good.ts', 'renderer/features/keys/bulk/doneText.ts'],
  ['renderer/features/activity/deep/good.ts', '@mui/material'],
  ['renderer/app/deep/good.ts', 'renderer/features/lock/LockScreen.tsx'],
];

const project = mkdtempSync(join(tmpdir(), 'import-rules-'));
let violations: readonly IViolation[] = [];

beforeAll(async () => {
  for (const name of ['package.json', 'node_modules']) {
    symlinkSync(join(PROJECT, name), join(project, name));
  }
  for (const [file, imported] of [...REFUSED, ...ALLOWED]) {
    if (isPath(imported)) {
      write(imported, 'export {};\n');
    }
    const specifier = isPath(imported) ? `./${relative(dirname(file), imported)}` : imported;
    write(file, `import * as one from '${specifier}';\nexport { one };\n`);
  }
  const { forbidden, options } = rules;
  const { output } = await cruise(['electron', 'renderer', 'scripts', 'shared'], {
    ...options,
    baseDir: project,
    validate: true,
    ruleSet: { forbidden },
  });
  ({ violations } = (output as ICruiseResult).summary);
}, 60_000);

afterAll(() => rmSync(project, { recursive: true }));

it.each(REFUSED)('%s may not use %s', (file) => {
  expect(rulesBrokenBy(file)).not.toEqual([]);
});

it.each(ALLOWED)('%s may use %s', (file) => {
  expect(rulesBrokenBy(file)).toEqual([]);
});

function rulesBrokenBy(file: string): string[] {
  return violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

function isPath(imported: string): boolean {
  return /^(?:electron|renderer|shared|tests)\//.test(imported);
}

function write(file: string, text: string): void {
  const path = join(project, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
