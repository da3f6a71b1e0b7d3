import { afterEach, expect, it, vi } from 'vitest';
import { displaySwitches, onX11 } from '../../../scripts/display.mjs';
import { checkoutEnvironment, hostEnvironment } from '../../../scripts/hostEnvironment.mjs';

afterEach(() => {
  vi.restoreAllMocks();
});

it('passes on all variables except those that change Electron, in any case', () => {
  const given = {
    ELECTRON_RUN_AS_NODE: '1',
    Electron_Force_Is_Packaged: 'true',
    ELECTRON_NO_ASAR: '1',
    NODE_OPTIONS: '--require /x.js',
    HTTPS_PROXY: 'http://proxy.example',
    EMPTY: '',
    ABSENT: undefined,
  };
  expect(hostEnvironment(given)).toEqual({ HTTPS_PROXY: 'http://proxy.example', EMPTY: '' });
});

it('a checkout keeps what Node has compiled, unless it is kept elsewhere', () => {
  expect(checkoutEnvironment({ NODE_OPTIONS: '--require /x.js' })).toEqual({
    NODE_COMPILE_CACHE: expect.stringMatching(/out.compile-cache$/),
  });
  expect(checkoutEnvironment({ NODE_COMPILE_CACHE: '/elsewhere' })).toEqual({ NODE_COMPILE_CACHE: '/elsewhere' });
});

it('fault 57: keeps only the virtual display, also in a Wayland session', () => {
  const session = { WAYLAND_DISPLAY: 'wayland-0', WAYLAND_SOCKET: '3', XDG_SESSION_TYPE: 'wayland', HOME: '/h' };
  expect(onX11(session, ':7')).toEqual({ DISPLAY: ':7', XDG_SESSION_TYPE: 'x11', HOME: '/h' });
});

it.each([
  ['linux', { DISPLAY: ':7' }, ['--ozone-platform=x11']],
  ['linux', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, []],
  ['linux', {}, []],
  ['win32', { DISPLAY: ':0' }, []],
] as const)('makes Electron use the X11 display on %s with %j', (platform, environment, switches) => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  expect(displaySwitches(environment)).toEqual(switches);
});
