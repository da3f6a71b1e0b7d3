import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { send, startSample } from './platformClient.ts';

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startSample();
});
afterAll(() => platform.stop());

const get = (path: string) => send(platform, { method: 'GET', path });

test('the pages under /docs are there for everybody and load nothing from elsewhere', async () => {
  for (const start of ['/docs', '/docs/']) {
    const html = await get(start);
    const files = [...String(html.body).matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(5);
    const urls = files.map((file) => new URL(file, `${platform.address}${start}`));
    expect(urls.filter(({ origin }) => origin !== platform.address)).toEqual([]);
    for (const { pathname } of [
      ...urls,
      new URL('/docs/json', platform.address),
      new URL('/docs/yaml', platform.address),
    ]) {
      const { status, headers, body } = await get(pathname);
      expect(status, pathname).toBe(200);
      expect(headers['content-security-policy']).toBe(html.headers['content-security-policy']);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(pathname.endsWith('.css') ? String(body).match(/@import|url\((?!["']?data:)/g) : null).toBeNull();
    }
    const directives = new Map(
      String(html.headers['content-security-policy'])
        .split('; ')
        .map((directive) => [directive.split(' ', 1)[0], directive.split(' ').slice(1).join(' ')]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('connect-src')).toBe("'self'");
    expect(directives.get('frame-ancestors')).toBe("'none'");
    expect([...directives.values()].join(' ')).not.toMatch(/https?:|\*/);
  }
});

test.each(['/docs/nothing', '/docs/json/', '/docs/json/x', '/docs//', '/docs/statics', '/docs.json'])(
  'an unknown path such as %s asks for authentication',
  async (path) => {
    const { status, body } = await get(path);
    expect([status, body.Code]).toEqual([401, 'Unauthorized']);
  },
);

test('the pages can only be read', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    expect((await send(platform, { method, path: '/docs/json' })).status).toBe(401);
  }
});
