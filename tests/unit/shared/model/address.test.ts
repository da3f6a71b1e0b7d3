import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../../shared/model/address.ts';
import { DEFAULT_SERVICE_PATH, newConnectionSchema } from '../../../../shared/model/connection.ts';

describe('an address', () => {
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
  ])('%s is taken as %s', (text, address, isPlainHttpToAnotherMachine) => {
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
  ])('%s is refused: %s', (text, problem) => {
    expect(parseAddress(text)).toEqual({ ok: false, error: problem });
  });
});

describe('the form of a connection', () => {
  const form = {
    name: 'Stand',
    address: 'https://stand.example',
    servicePath: DEFAULT_SERVICE_PATH,
    username: 'admin',
    password: 'x',
    acknowledgesPlainHttp: false,
  };

  it.each([
    ['address', { address: 'stand' }, 'notUrl'],
    ['acknowledgesPlainHttp', { address: 'http://stand.example' }, 'notAcknowledged'],
    ['name', { name: '  ' }, 'required'],
    ['name', { name: 'n'.repeat(81) }, 'tooLong'],
    ['username', { username: '' }, 'required'],
    ['password', { password: '' }, 'required'],
    ['password', { password: 'a\0b' }, 'passwordNotStorable'],
    ['password', { password: 'a\ud800' }, 'passwordNotStorable'],
    ['password', { password: 'é'.repeat(1025) }, 'tooLong'],
    ['servicePath', { servicePath: 'https://evil.example/x' }, 'notPath'],
    ['servicePath', { servicePath: '/a?b' }, 'notPath'],
  ])('names the field %s for %o: %s', (field, change, problem) => {
    const { error } = newConnectionSchema.safeParse({ ...form, ...change });
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([[field, problem]]);
  });

  it('takes plain http to another machine once it is acknowledged', () => {
    const input = { ...form, address: 'http://stand.example/', acknowledgesPlainHttp: true };
    expect(newConnectionSchema.parse(input).address).toBe('http://stand.example');
  });

  it('takes a password of exactly the largest size', () => {
    expect(newConnectionSchema.safeParse({ ...form, password: 'é'.repeat(1024) }).success).toBe(true);
  });
});
