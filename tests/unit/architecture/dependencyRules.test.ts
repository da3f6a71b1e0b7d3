import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** An import in a file, and whether the dependency rules have to refuse it. */
const imports: readonly (readonly [file: string, specifier: string, isRefused: boolean])[] = [
  ['shared/model/a.ts', 'zod', false],
  ['shared/model/b.ts', '../result.ts', false],
  ['shared/model/c.ts', 'node:fs', true],
  ['shared/model/d.ts', 'react', true],
  ['shared/model/e.ts', '../../electron/ports.ts', true],
  ['shared/model/f.ts', '../../renderer/main.tsx', true],
  ['shared/ipc/channels.ts', 'zod', true],
  ['shared/ipc/events.ts', '../model/key.ts', true],
  ['electron/services/a.ts', '../ports.ts', false],
  ['electron/services/b.ts', '../../shared/result.ts', false],
  ['electron/services/c.ts', 'electron', true],
  ['electron/services/d.ts', 'node:crypto', true],
  ['electron/services/e.ts', '../adapters/httpPost.ts', true],
  ['electron/services/f.ts', '../platform/startPlatform.ts', true],
  ['electron/adapters/a.ts', '../ports.ts', false],
  ['electron/adapters/b.ts', '../services/keys.ts', true],
  ['electron/adapters/c.ts', '../platform/startPlatform.ts', true],
  ['electron/ipc/a.ts', '../services/services.ts', false],
  ['electron/ipc/b.ts', '../adapters/httpPost.ts', true],
  ['electron/platform/a.ts', '../../shared/adminApi/keyService.ts', false],
  ['electron/platform/b.ts', '../ports.ts', true],
  ['electron/platform/c.ts', 'electron', true],
  ['electron/preload.ts', '../shared/ipc/channels.ts', false],
  ['electron/x/preload.ts', 'zod', false],
  ['electron/platform/d.ts', '../../../tests/fakes/manualClock.ts', true],
  ['renderer/features/keys/a.ts', '../../api/call.ts', false],
  ['renderer/features/keys/b.ts', './KeysPage.tsx', false],
  ['renderer/features/keys/c.ts', '../connections/ConnectionsPage.tsx', true],
  ['renderer/components/a.ts', '../api/call.ts', true],
  ['renderer/components/b.ts', '../features/keys/KeysPage.tsx', true],
  ['renderer/app/a.ts', 'electron', true],
  ['renderer/app/b.ts', 'node:fs', true],
  ['renderer/app/c.ts', '../../electron/ports.ts', true],
];

/** Lints one file per import under a copy of the real configuration and gives the files that were refused. */
function refusedFiles(): string[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keydesk-rules-')));
  const { $schema: _schema, vcs: _vcs, ...configuration } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(configuration));
  for (const [file, specifier] of imports) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `import { one } from '${specifier}';\nexport const two = one;\n`);
  }
  const biome = join(root, 'node_modules/.bin/biome');
  const options = ['lint', '--only=noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(biome, options, { cwd: folder, encoding: 'utf8' });
  return [...stdout.matchAll(/noRestrictedImports,file=([^,]+)/g)].map(([, file]) =>
    relative(folder, file ?? '')
      .split(sep)
      .join('/'),
  );
}

it('lets dependencies point one way only', () => {
  const refused = imports.filter(([, , isRefused]) => isRefused).map(([file]) => file);
  expect([...new Set(refusedFiles())].sort()).toEqual(refused.sort());
});
