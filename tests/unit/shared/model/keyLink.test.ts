import { expect, it } from 'vitest';
import { keyLinkText, parseKeyLink } from '../../../../shared/model/keyLink.ts';

it.each([
  ['keydesk://sample/authkey.7', 'sample', 'authkey.7'],
  ['KEYDESK://Stand.Example:8443/authkey.7/', 'stand.example:8443', 'authkey.7'],
  ['keydesk://[::1]:8443/a%2Fb%20c', '[::1]:8443', 'a/b c'],
])('%s is a link', (text, connection, keyId) => {
  expect(parseKeyLink(text)).toEqual({ connection, keyId });
});

it.each([
  'https://sample/authkey.7',
  'keydesk://sample',
  'keydesk://sample/',
  'keydesk:///authkey.7',
  'keydesk://sample/authkey.7?delete=1',
  'keydesk://sample/authkey.7#x',
  'keydesk://user@sample/authkey.7',
  'keydesk://sample/a/b',
  'keydesk://sample/%E0%A4%A',
  'keydesk://sample/authkey.7 --remote-debugging-port=1',
  `keydesk://sample/${'x'.repeat(201)}`,
  '',
])('%s is none', (text) => {
  expect(parseKeyLink(text)).toBeNull();
});

it('what is written as a link is read as it was', () => {
  const link = { connection: 'stand.example:8443', keyId: 'ключ 1/2?#' };
  expect(parseKeyLink(keyLinkText(link))).toEqual(link);
});
