import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dropIgnoredVariables, IGNORED_VARIABLES } from '../../../electron/environment.ts';

it('removes the variables that would weaken the application, and no others', () => {
  const environment = { ...Object.fromEntries(IGNORED_VARIABLES.map((name) => [name, '1'])), PATH: '/bin', LANG: 'ru' };
  dropIgnoredVariables(environment);
  expect(environment).toEqual({ PATH: '/bin', LANG: 'ru' });
});

it('takes effect on import, for the process and for its child processes', () => {
  const script = `
    import { spawnSync } from 'node:child_process';
    await import(${JSON.stringify(join(import.meta.dirname, '../../../electron/environment.ts'))});
    const child = spawnSync('env', { encoding: 'utf8' });
    console.log(JSON.stringify([process.env.NODE_TLS_REJECT_UNAUTHORIZED ?? null, /REJECT_UNAUTHORIZED|^SNAP=/m.test(child.stdout)]));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', SNAP: '/snap/x' },
  });
  expect(JSON.parse(stdout)).toEqual([null, false]);
});
