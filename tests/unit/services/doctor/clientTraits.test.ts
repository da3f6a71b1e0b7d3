import { describe, expect, test } from 'vitest';
import { sentAddresses, sentBody, sentHosts, splitAddress } from '../../../../electron/services/doctor/clientTraits.ts';
import type { PastedRequest, PasteFormat } from '../../../../electron/services/doctor/pastedRequest.ts';
import { paste, rightRequest } from './signedPaste.ts';

const typed = (format: PasteFormat): PastedRequest => ({
  ...paste(rightRequest(1)).request,
  format,
  addressIs: 'typed',
  bodyIs: 'typed',
});
const bytes = (text: string) => new TextEncoder().encode(text);

describe('the address that a client sends, as recorded of', () => {
  const hard = '/b?name=Пётр Ильич&b=a+b&c=[1]&d=a|b&e="q"<z>\'`{}^\\&f=%2f';
  test.each<[PasteFormat, string, string, string]>([
    [
      'newman',
      hard,
      '',
      '/b?name=%D0%9F%D1%91%D1%82%D1%80%20%D0%98%D0%BB%D1%8C%D0%B8%D1%87&b=a+b&c=[1]&d=a|b&e=%22q%22%3Cz%3E%27`{}^\\&f=%2f',
    ],
    ['newman', '/{x}/../y?a={x}', '', '/%7Bx%7D/../y?a={x}'],
    ['httpYac', '/b?x=é|"<>`{}\'^\\ +[1]', '', '/b?x=%C3%A9|%22%3C%3E`{}%27^\\%20+[1]'],
    ['bruno', '/a/../b?q=é', '', '/b?q=%C3%A9'],
    ['bruno', '/b?a=%2Fx&b=a+b', 'settings {\n  encodeUrl: true\n}', '/b?a=%252Fx&b=a%2Bb'],
    ['curl', '/b?x=é', '', '/b?x=é'],
  ])('%s: %s', (format, address, source, sent) => {
    expect(sentAddresses(typed(format), address, source)[0]).toBe(sent);
  });

  test('code may be of any library, such as requests of Python', () => {
    expect(sentAddresses(typed('code'), '/b?x=[1]|é&y=%2f', '')).toContain('/b?x=%5B1%5D%7C%C3%A9&y=%2F');
  });

  test('what is shown as sent is not encoded again', () => {
    expect(sentAddresses({ ...typed('newman'), addressIs: 'sent' }, '/b?x=é', '')).toEqual(['/b?x=é']);
  });
});

describe('the host that a client sends', () => {
  test.each<[PasteFormat, string, string]>([
    ['curl', 'http://LocalHost:80/x', 'LocalHost'],
    ['curl', 'https://h.example:443/x', 'h.example'],
    ['curl', 'https://h.example:80/x', 'h.example:80'],
    ['newman', 'http://127.0.0.1:80/x', '127.0.0.1:80'],
    ['httpYac', 'http://127.0.0.1:8787/x', '127.0.0.1:8787'],
    ['curl', 'https://user@h.example/x', 'h.example'],
    ['curl', 'h.example/x', 'h.example'],
  ])('%s: %s', (format, address, host) => {
    expect(sentHosts(typed(format), splitAddress(address))[0]).toBe(host);
  });

  test('may also be a Cyrillic one in ASCII', () => {
    expect(sentHosts(typed('curl'), splitAddress('https://ключи.рф/x'))).toContainEqual(
      expect.stringMatching(/^xn--.*\.xn--p1ai$/),
    );
  });

  test('is unknown for an address without one', () => {
    expect(sentHosts(typed('http'), splitAddress('/x?y#z'))).toEqual([]);
    expect(splitAddress('/x?y#z')).toEqual({ scheme: '', authority: '', pathAndQuery: '/x?y' });
  });
});

describe('the body that a client sends', () => {
  test.each<[PasteFormat, string, string]>([
    ['newman', '{ // c\r\n "a":"//no" /* x */ }', '{ \n "a":"//no"  }'],
    ['bruno', '{"a":1}\n', '{"a":1}'],
    ['bruno', 'admin', '"admin"'],
    ['httpYac', '{\r\n}', '{\n}'],
    ['curl', '{\r\n}\n', '{\r\n}\n'],
  ])('%s: %j', (format, body, sent) => {
    expect(new TextDecoder().decode(sentBody(typed(format), bytes(body)))).toBe(sent);
  });

  test('is the shown one if that is what was sent', () => {
    const body = bytes('{ // c\n}');
    expect(sentBody({ ...typed('newman'), bodyIs: 'sent' }, body)).toBe(body);
  });
});
