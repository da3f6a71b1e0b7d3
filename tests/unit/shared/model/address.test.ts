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
  ['', 'notUrl'],
  ['cmw.example.ru', 'notUrl'],
  ['https://', 'notUrl'],
  ['http://exa mple', 'notUrl'],
  ['server:8080', 'notHttp'],
  ['ftp://cmw.example.ru', 'notHttp'],
  ['javascript:alert(1)', 'notHttp'],
  ['file:///etc/passwd', 'notHttp'],
  ['https://admin:secret@cmw.example.ru', 'hasCredentials'],
  ['https://cmw.example.ru/?a=1', 'hasQuery'],
  ['https://cmw.example.ru/#a', 'hasQuery'],
])('an address %s is rejected: %s', (text, problem) => {
  expect(parseAddress(text)).toEqual({ ok: false, error: problem });
});
