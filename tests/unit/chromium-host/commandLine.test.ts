import { expect, it } from 'vitest';
import { parseCommandLine } from '../../chromium-host/commandLine.ts';

it('reads the switches and leaves others alone', () => {
  const switches = [
    '--user-data-dir=/d',
    '--headless',
    '--lang=ru',
    '--remote-debugging-port=0',
    '--no-sandbox',
    '--x',
  ];
  expect(parseCommandLine(switches)).toEqual({
    userDataFolder: '/d',
    isHeadless: true,
    language: 'ru',
    debuggingPort: 0,
    hasSandbox: false,
    prefersDark: false,
    ozonePlatform: 'x11',
  });
});

it('keeps the sandbox and opens no port unless told', () => {
  expect(parseCommandLine([])).toMatchObject({ hasSandbox: true, debuggingPort: null, isHeadless: false });
  expect(parseCommandLine(['--ozone-platform=wayland'])).toMatchObject({ ozonePlatform: 'wayland' });
});
