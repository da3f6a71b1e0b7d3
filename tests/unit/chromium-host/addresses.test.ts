import { expect, it } from 'vitest';
import { toRealAddress, toStandIn } from '../../chromium-host/addresses.ts';

it.each(['app://bundle/index.html', 'app://bundle/a/b.js?x=1#part', 'app://bundle/'])('%s comes back', (address) => {
  expect(new URL(toStandIn(address)).host).toBe('bundle.app.invalid');
  expect(toRealAddress(toStandIn(address))).toBe(address);
});

it.each([
  'about:blank',
  '',
  'https://example.com/',
  'http://bundle.app.invalid/',
  'https://bundle.app.invalid.example.com/',
  'https://bundle.app.invalid:444/',
  'https://app.invalid/',
])('%s stands for nothing', (address) => {
  expect(toRealAddress(address)).toBe(address);
});
