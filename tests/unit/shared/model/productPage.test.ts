import { expect, it } from 'vitest';
import { keysPageOf } from '../../../../shared/model/productPage.ts';

it.each([
  ['https://cmw.example.ru', 'https://cmw.example.ru/#Settings/AuthenticationKeys'],
  ['http://10.0.0.5:8080/base', 'http://10.0.0.5:8080/base/#Settings/AuthenticationKeys'],
  ['https://xn--e1afmkfd.xn--p1ai', 'https://xn--e1afmkfd.xn--p1ai/#Settings/AuthenticationKeys'],
])('the keys of %s are on the page %s', (address, page) => {
  expect(keysPageOf(address)).toBe(page);
});

it.each(['https://admin:secret@cmw.example.ru', 'file:///etc/passwd', 'javascript:alert(1)', ''])(
  'there is no page of %s',
  (address) => {
    expect(keysPageOf(address)).toBeNull();
  },
);
