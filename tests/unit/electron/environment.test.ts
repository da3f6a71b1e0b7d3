import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dropIgnoredVariables, IGNORED_VARIABLES } from '../../../electron/environment.ts';

const electronFolder = join(import.meta.dirname, '../../../electron');

it('takes away what would weaken the application and leaves the rest', () => {
  const environment = { ...Object.fromEntries(IGNORED_VARIABLES.map((name) => [name, '1'])), PATH: '/bin', LANG: 'ru' };
  dropIgnoredVariables(environment);
  expect(environment).toEqual({ PATH: '/bin', LANG: 'ru' });
});

it('acts on being imported, for the process and for the children that inherit from it', () => {
  const script = `
    await import(${JSON.stringify(join(electronFolder, 'environment.ts'))});
    const child = require('node:child_process').spawnSync('env', { encoding: 'utf8' });
    console.log(JSON.stringify([process.env.NODE_TLS_REJECT_UNAUTHORIZED ?? null, /REJECT_UNAUTHORIZED|^SNAP=/m.test(child.stdout)]));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', withRequire(script)], {
    encoding: 'utf8',
    env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', SNAP: '/snap/x' },
  });
  expect(JSON.parse(stdout)).toEqual([null, false]);
});

function withRequire(script: string): string {
  return `import { createRequire } from 'node:module';\nconst require = createRequire('/');\n${script}`;
}

it('is the first thing that main imports', () => {
  const imports = readFileSync(join(electronFolder, 'main.ts'), 'utf8').match(/^import .*$/gm);
  expect(imports?.[0]).toBe("import './environment.ts';");
});
