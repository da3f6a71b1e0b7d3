import { once } from 'node:events';
import { expect, it } from 'vitest';
import { app } from '../../chromium-host/app.ts';
import { failUtilityProcesses, type HostUtilityProcess, utilityProcess } from '../../chromium-host/utilityProcess.ts';

const module = new URL('../../integration/chromium-host/application/child.ts', import.meta.url).pathname;

it('starts once the application is ready, and reports an error of V8 before its end or throws it', async () => {
  expect(() => utilityProcess.fork(module)).toThrow('cannot be created before app is ready');
  await app.whenReady();
  const child = utilityProcess.fork(module) as HostUtilityProcess;
  await once(child, 'spawn');
  expect(() => child.fail()).toThrow(expect.objectContaining({ code: 'ERR_UNHANDLED_ERROR' }));
  await once(child, 'exit');

  const watched = utilityProcess.fork(module) as HostUtilityProcess;
  await once(watched, 'spawn');
  const events: unknown[][] = [];
  watched.on('error', (...parameters) => events.push(parameters));
  watched.on('exit', (...parameters) => events.push(parameters));
  failUtilityProcesses();
  await once(watched, 'exit');
  expect(events).toEqual([['FatalError', expect.any(String), expect.stringContaining('environmentVariables')], [5]]);
});
