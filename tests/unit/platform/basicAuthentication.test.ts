import { expect, test } from 'vitest';
import { parseBasic } from '../../../electron/platform/authentication/basicAuthentication.ts';

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64');

test.each([
  ['the example of RFC 7617', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'Aladdin', 'open sesame'],
  ['a scheme in lower case', `basic ${encode('admin:pw')}`, 'admin', 'pw'],
  ['colons in the password', `Basic ${encode('admin:a:b::')}`, 'admin', 'a:b::'],
  ['letters beyond ASCII', `Basic ${encode('о.кузнецова:пароль€😀')}`, 'о.кузнецова', 'пароль€😀'],
  ['an empty password', `Basic ${encode('admin:')}`, 'admin', ''],
])('reads %s', (_what, header, username, password) => {
  expect(parseBasic(header)).toEqual({ username, password });
});

test.each([
  ['another scheme', `Bearer ${encode('admin:pw')}`],
  ['a scheme with the right one as prefix', `Basically ${encode('admin:pw')}`],
  ['nothing after the scheme', 'Basic '],
  ['base64url', `Basic ${encode('admin:~~~???').replace('+', '-').replace('/', '_')}`],
  ['base64 and a parameter', `Basic ${encode('admin:pw1')}, realm="x"`],
  ['no colon', `Basic ${encode('admin')}`],
  ['text that is not base64', 'Basic !!!!'],
  ['base64 that is not canonical', `Basic ${encode('admin:pw').replace(/=*$/, '')}`],
  ['a NUL character', `Basic ${encode('ad\0min:pw')}`],
  ['DEL in the user name', `Basic ${encode('ad\x7fmin:pw')}`],
  ['a line break in the password', `Basic ${encode('admin:p\nw')}`],
  ['invalid UTF-8', `Basic ${Buffer.from([0x61, 0x3a, 0xff, 0xfe]).toString('base64')}`],
])('rejects %s', (_what, header) => {
  expect(parseBasic(header)).toBeNull();
});
