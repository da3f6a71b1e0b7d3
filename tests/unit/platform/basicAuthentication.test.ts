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
  ['nothing after the scheme', 'Basic '],
  ['no colon', `Basic ${encode('admin')}`],
  ['what is no base64', 'Basic !!!!'],
  ['base64 that is not canonical', `Basic ${encode('admin:pw').replace(/=*$/, '')}`],
  ['a NUL character', `Basic ${encode('ad\0min:pw')}`],
  ['a line break in the password', `Basic ${encode('admin:p\nw')}`],
  ['invalid UTF-8', `Basic ${Buffer.from([0x61, 0x3a, 0xff, 0xfe]).toString('base64')}`],
])('refuses %s', (_what, header) => {
  expect(parseBasic(header)).toBeNull();
});
