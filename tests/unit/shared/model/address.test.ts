import { expect, it } from 'vitest';
import { parseAddress } from '../../../../shared/model/address.ts';

it.each([
  ['https://cmw.example.ru', 'https://cmw.example.ru', false],
  ['  https://cmw.example.ru/  ', 'https://cmw.example.ru', false],
  ['HTTPS://CMW.Example.ru:443/base//', 'https://cmw.example.ru/base', false],
  ['https://пример.рф', 'https://xn--e1afmkfd.xn--p1ai', false],
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787', false],
  ['http://127.1:8787', 'http://127.0.0.1:8787', false],
  ['http://localhost:80', 'http://localhost', false],
  ['http://[::1]:8787', 'http://[::1]:8787', false],
  ['http://cmw.example.ru', 'http://cmw.example.ru', true],
  ['http://127.0.0.1.example.ru', 'http://127.0.0.1.example.ru', true],
  ['http://10.0.0.5', 'http://10.0.0.5', true],
])('an address %s is taken as %s', (text, address, isPlainHttpToAnotherMachine) => {
  expect(parseAddress(text)).toEqual({ ok: true, data: { address, isPlainHttpToAnotherMachine } });
});

it.each([
  ['the address bar', 'https://cmw.example.ru/#Settings/AuthenticationKeys'],
  ['the address bar with a query', 'https://cmw.example.ru/?lang=ru#Settings/globalSecurity/role.9/privileges'],
  ['the page on which users sign in', 'https://cmw.example.ru/Home/Login/?returnUrl=%2F#desktop/'],
  ['only a query', 'https://cmw.example.ru?a=1'],
  ['the URL of a method', 'https://cmw.example.ru/api/public/system/Base/AuthenticationKeyService/List'],
  ['the URL of the API', 'https://cmw.example.ru/api/public/'],
  ['the description of the API', 'https://cmw.example.ru/api/public/system/swagger'],
  ['the Web API', 'https://cmw.example.ru/webapi/Heartbeat/ServerDetails'],
  ['the health check', 'https://cmw.example.ru/api/health'],
  ['the documentation', 'https://cmw.example.ru/docs/SystemApi#/AccountService'],
  ['quotes', '"https://cmw.example.ru/"'],
  ['Russian quotes and a full stop', '«https://cmw.example.ru».'],
  ['angle brackets', '<https://cmw.example.ru>'],
  ['invisible characters and blanks', '\u200bhttps://cmw.example.ru\u00a0\ufeff'],
  ['a message', 'Адрес: https://cmw.example.ru/#Settings, вход по паролю'],
  ['a command line', "curl -X POST 'https://cmw.example.ru/api/public/system/Base/AccountService/List' -d '{}'"],
  ['a host name alone', 'cmw.example.ru'],
  ['a host name with a path', 'CMW.example.ru/#Settings'],
  ['a fully qualified host name', 'https://cmw.example.ru./'],
  ['one slash', 'https:/cmw.example.ru'],
  ['backslashes', 'https:\\\\cmw.example.ru\\'],
  ['a scheme in upper case and the default port', 'HTTPS://CMW.EXAMPLE.RU:443'],
])('fault 128: an address is understood from %s', (_from, text) => {
  expect(parseAddress(text)).toMatchObject({ ok: true, data: { address: 'https://cmw.example.ru' } });
});

it.each([
  ['https://cmw.example.ru:8443/#Settings', 'https://cmw.example.ru:8443'],
  ['cmw.example.ru.:8443', 'https://cmw.example.ru:8443'],
  ['https://example.ru/platform/#Settings/Accounts', 'https://example.ru/platform'],
  ['https://example.ru/platform/api/public/system/Base/AccountService/Get?x#y', 'https://example.ru/platform'],
  ['https://example.ru/home/loginpage', 'https://example.ru/home/loginpage'],
  ['https://example.ru/docsite', 'https://example.ru/docsite'],
  ['https://example.ru/api/publications', 'https://example.ru/api/publications'],
  ['пример.рф:8443/#Settings', 'https://xn--e1afmkfd.xn--p1ai:8443'],
  ['server:8443', 'https://server:8443'],
  ['10.0.0.5', 'https://10.0.0.5'],
  ['[2001:db8::5]:8443', 'https://[2001:db8::5]:8443'],
  ['localhost:8787/docs', 'http://localhost:8787'],
  ['127.0.0.1:8787', 'http://127.0.0.1:8787'],
  ['[::1]:8787', 'http://[::1]:8787'],
  ['http://cmw.example.ru/#x', 'http://cmw.example.ru'],
])('fault 128: %s is taken as %s', (text, address) => {
  expect(parseAddress(text)).toMatchObject({ ok: true, data: { address } });
});

it('what is taken is taken as it is the next time', () => {
  for (const text of ['cmw.example.ru:8443/a/#b', 'https://пример.рф./docs', '<http://10.0.0.5/a/b/>']) {
    const first = parseAddress(text);
    expect(first.ok && parseAddress(first.data.address)).toEqual(first);
  }
});

it.each([
  ['', 'notUrl'],
  ['server', 'notUrl'],
  ['https://', 'notUrl'],
  ['http://exa mple', 'notUrl'],
  ['admin@cmw.example.ru', 'notUrl'],
  ['two words.', 'notUrl'],
  ['server:port', 'notHttp'],
  ['ftp://cmw.example.ru', 'notHttp'],
  ['javascript:alert(1)', 'notHttp'],
  ['file:///etc/passwd', 'notHttp'],
  [`https://cmw.example.ru/${' '.repeat(1_000_000)}x`, 'tooLong'],
  ['https://admin:secret@cmw.example.ru', 'hasCredentials'],
  ['https://cmw.example.ru@evil.example/#x', 'hasCredentials'],
])('an address %s is rejected: %s', (text, problem) => {
  expect(parseAddress(text)).toEqual({ ok: false, error: problem });
});
