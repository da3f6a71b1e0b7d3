import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPageHandler, SCHEME_PRIVILEGES } from '../../../electron/protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'keydesk-page-'));
const root = join(folder, 'page');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(folder, 'outside.js'), 'outside');
mkdirSync(join(folder, 'page-evil'));
writeFileSync(join(folder, 'page-evil', 'x.js'), 'outside');
writeFileSync(join(root, 'index.html'), '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>');
writeFileSync(join(root, 'assets', 'main.js'), 'inside');
writeFileSync(join(root, 'notes.txt'), 'of no known type');
mkdirSync(join(root, 'folder.js'));
symlinkSync(join(folder, 'outside.js'), join(root, 'link.js'));
symlinkSync(join(folder, 'page-evil'), join(root, 'folder-link'));
const handle = createPageHandler(root);

describe('serving the page', () => {
  it('gives each document a new nonce, in the header and in the text', async () => {
    const documents = await Promise.all([1, 2].map(() => handle(new Request('app://bundle/index.html'))));
    const nonces = await Promise.all(
      documents.map(async (response) => {
        const policy = response.headers.get('Content-Security-Policy') ?? '';
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
        expect(policy).toBe(
          "default-src 'none'; script-src 'self'; style-src 'self' " +
            `'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; ` +
            "form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'",
        );
        expect(await response.text()).toBe(`<meta content="${nonce}"><style nonce="${nonce}"></style>`);
        return nonce;
      }),
    );
    expect(nonces[0]).toHaveLength(24);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('serves a file with its content type and the security headers', async () => {
    const response = await handle(new Request('app://bundle/assets/main.js'));
    expect(await response.text()).toBe('inside');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it.each([
    ['app://bundle/..%2foutside.js', 404],
    ['app://bundle/%2e%2e%2foutside.js', 404],
    ['app://bundle/..%2fpage-evil/x.js', 404],
    ['app://bundle/..%5coutside.js', 400],
    ['app://bundle/%c0%ae%c0%ae/outside.js', 400],
    ['app://bundle/%252e%252e%252foutside.js', 404],
    ['app://bundle//etc/passwd', 404],
    ['app://bundle/C:%2fWindows%2fwin.ini', 404],
    ['app://bundle/file:%2f%2f%2fetc%2fpasswd', 404],
    ['app://bundle/assets/main.js%00.html', 400],
    ['app://bundle/%', 400],
    ['app://bundle/assets/main.js::$DATA', 404],
    ['app://bundle/link.js', 404],
    ['app://bundle/folder-link/x.js', 404],
    ['app://bundle/notes.txt', 404],
    ['app://bundle/folder.js', 404],
    ['app://bundle/', 404],
    ['app://bundle/missing.js', 404],
    [`app://bundle/${'a'.repeat(10_000)}.js`, 404],
    ['app://bundle.evil/index.html', 403],
    ['app://BUNDLE/index.html', 403],
    ['app://user:password@bundle/index.html', 403],
    ['', 403],
    ['app://bundle:81/index.html', 403],
    ['https://bundle/index.html', 403],
  ])('rejects %s with %i', async (url, status) => {
    const response = await handle({ url, method: 'GET' } as Request);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
  });

  it('rejects every method but GET and HEAD', async () => {
    expect((await handle(new Request('app://bundle/index.html', { method: 'POST' }))).status).toBe(405);
  });

  it('has no privileges beyond those that the page needs', () => {
    expect(SCHEME_PRIVILEGES).toEqual({ standard: true, secure: true, supportFetchAPI: true });
  });
});
