import { expect, it } from 'vitest';
import { leadsToAddress, parseKeyLink } from '../../../../shared/model/keyLink.ts';

const linkIn = (text: string) => {
  const opened = parseKeyLink(text);
  return opened?.outcome === 'read' ? opened.link : null;
};

it.each([
  ['keydesk://sample/authkey.7', 'sample', '', 'authkey.7'],
  ['KEYDESK://Stand.Example:8443/authkey.7/', 'Stand.Example:8443', '', 'authkey.7'],
  ['keydesk://[::1]:8443/a%2Fb%20c', '[::1]:8443', '', 'a/b c'],
  ['keydesk://stand.example/base/path/authkey.7', 'stand.example', '/base/path', 'authkey.7'],
  ['keydesk://стенд.рф/authkey.7', 'стенд.рф', '', 'authkey.7'],
  ['keydesk://sample/authkey.7?utm=1', 'sample', '', 'authkey.7'],
  ['keydesk://sample/authkey.7#x', 'sample', '', 'authkey.7'],
  [' "keydesk://sample/authkey.7" ', 'sample', '', 'authkey.7'],
  ['<keydesk://sample/authkey.7>', 'sample', '', 'authkey.7'],
  ['keydesk://sample/authkey.7.', 'sample', '', 'authkey.7'],
  ['keydesk://sample/authkey.7%20', 'sample', '', 'authkey.7'],
  ['keydesk://sample/authkey.7),', 'sample', '', 'authkey.7'],
])('%s is a link', (text, connection, path, keyId) => {
  expect(linkIn(text)).toEqual({ connection, path, keyId });
});

it.each([
  'keydesk:',
  'keydesk:sample/authkey.7',
  'keydesk://sample',
  'keydesk://sample/',
  'keydesk:///authkey.7',
  'keydesk:////authkey.7',
  'keydesk://user@sample/authkey.7',
  'keydesk://sample/%20x%2',
  'keydesk://sample/%E0%A4%A',
  'keydesk://sa mple/authkey.7',
  'keydesk://sample/authkey.7 --remote-debugging-port=1',
  `keydesk://sample/${'x'.repeat(201)}`,
  `keydesk://sample/${'x/'.repeat(2_000)}authkey.7`,
])('%s begins like a link and cannot be read', (text) => {
  expect(parseKeyLink(text)).toEqual({ outcome: 'unreadable', text: text.slice(0, 120) });
});

it.each(['https://sample/authkey.7', '--lang=ru', '/opt/keydesk', ''])('%s is no link', (text) => {
  expect(parseKeyLink(text)).toBeNull();
});

it.each([
  ['keydesk://stand.example/k', 'https://stand.example', true],
  ['keydesk://STAND.example/k', 'https://stand.example', true],
  ['keydesk://stand.example:443/k', 'https://stand.example', true],
  ['keydesk://stand.example:80/k', 'http://stand.example', true],
  ['keydesk://stand.example./k', 'https://stand.example', true],
  ['keydesk://стенд.рф/k', 'https://стенд.рф', true],
  ['keydesk://%D1%81%D1%82%D0%B5%D0%BD%D0%B4.%D1%80%D1%84/k', 'https://стенд.рф', true],
  ['keydesk://stand.example/k', 'https://stand.example/base', true],
  ['keydesk://stand.example/base/k', 'https://stand.example/base', true],
  ['keydesk://[0:0::1]:8443/k', 'https://[::1]:8443', true],
  ['keydesk://stand.example/other/k', 'https://stand.example/base', false],
  ['keydesk://stand.example/base/k', 'https://stand.example', false],
  ['keydesk://stand.example:8443/k', 'https://stand.example', false],
  ['keydesk://stand.example/k', 'https://other.example', false],
  ['keydesk://stand.example/k', '', false],
])('%s leads to %s: %s', (text, address, leads) => {
  const link = linkIn(text);
  const target = address === '' ? '' : new URL(address).href.replace(/\/$/, '');
  expect(link !== null && leadsToAddress(link, target)).toBe(leads);
});
