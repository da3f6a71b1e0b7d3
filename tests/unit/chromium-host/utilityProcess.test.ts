import { once } from 'node:events';
import { expect, it } from 'vitest';
import { app } from '../../chromium-host/app.ts';
import { failUtilityProcesses, HostUtilityProcess, utilityProcess } from '../../chromium-host/utilityProcess.ts';

const module = new URL('../../integration/chromium-host/application/child.ts', import.meta.url).pathname;

async function start(): Promise<HostUtilityProcess> {
  const child = new HostUtilityProcess(module, [], 'inherit');
  await once(child, 'spawn');
  return child;
}

it('can only be started once the application is ready', async () => {
  expect(() => utilityProcess.fork(module)).toThrow('cannot be created before app is ready');
  await app.whenReady();
  const child = utilityProcess.fork(module) as HostUtilityProcess;
  await once(child, 'spawn');
  child.kill();
  expect(await once(child, 'exit')).toEqual([0]);
  expect(child.kill()).toBe(false);
});

it('tells of an error of V8 before its end', async () => {
  const child = await start();
  const events: unknown[][] = [];
  child.on('error', (...parameters) => events.push(parameters));
  child.on('exit', (...parameters) => events.push(parameters));
  failUtilityProcesses();
  await once(child, 'exit');
  expect(events).toEqual([['FatalError', expect.any(String), expect.stringContaining('environmentVariables')], [5]]);
});

it('throws an error of V8 that nobody listens for', async () => {
  const child = await start();
  expect(() => child.fail()).toThrow(expect.objectContaining({ code: 'ERR_UNHANDLED_ERROR' }));
  await once(child, 'exit');
});
