import { expect, it } from 'vitest';
import { checkApplicationPath } from '../../chromium-host/applicationPath.ts';

const main = import.meta.filename;

it('takes the application first and a link last', () => {
  expect(() => checkApplicationPath([main])).not.toThrow();
  expect(() => checkApplicationPath(['--headless', main, '--lang=en', 'keydesk://sample/authkey.1'])).not.toThrow();
});

it.each([
  ['a link before the application', ['keydesk://sample/authkey.1', main], 'Unable to find Electron app at keydesk:'],
  ['no application', ['--headless'], 'Unable to find Electron app'],
  ['anything after a link', [main, 'keydesk://sample/authkey.1', '--lang=en'], 'follows a link: --lang=en'],
])('refuses %s', (_name, parameters, message) => {
  expect(() => checkApplicationPath(parameters)).toThrow(message);
});
