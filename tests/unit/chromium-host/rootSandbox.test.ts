import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { HostApp } from '../../chromium-host/app.ts';
import { net } from '../../chromium-host/net.ts';
import { isSandboxOfRoot } from '../../chromium-host/rootSandbox.ts';
import { HostUtilityProcess } from '../../chromium-host/utilityProcess.ts';

const child = new URL('../../integration/chromium-host/application/child.ts', import.meta.url).pathname;

it('ends every child process once root has the sandbox on, as Electron does', async () => {
  const user = vi.spyOn(process, 'getuid').mockReturnValue(1000);
  new HostApp().enableSandbox();
  expect(isSandboxOfRoot()).toBe(false);

  user.mockReturnValue(0);
  new HostApp().enableSandbox();
  expect(isSandboxOfRoot()).toBe(true);
  const request = net.request({ url: 'http://127.0.0.1:8080/' });
  request.end();
  expect(await once(request, 'error')).toEqual([new Error('net::ERR_FAILED')]);
  const [code] = await once(new HostUtilityProcess(child, [], 'inherit'), 'exit');
  expect(code).not.toBe(0);
});
