import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { isOwnPage } from './ownPage.ts';

/** What the scheme may do, and nothing more: in particular no bypass of the CSP and no service workers. */
export const SCHEME_PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true } as const;

/** The text in index.html that is replaced by a fresh nonce for every document. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** The content security policy of one document. `nonce` is what Emotion's style elements carry. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/**
 * Makes the handler that serves the built window from `root`. It answers any request with a response and never
 * throws: 403 for another host, 405 for another method, 400 for a path that cannot be decoded or holds NUL or a
 * backslash, 404 for everything that is not a file of a known type inside `root`, symbolic links followed.
 */
export function createPageHandler(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOwnPage(request.url)) {
      return refuse(403);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(405);
    }
    const path = decodePath(new URL(request.url).pathname);
    if (path === null) {
      return refuse(400);
    }
    const contentType = CONTENT_TYPES[extname(path)];
    const content = contentType === undefined ? null : await readInside(root, path);
    if (contentType === undefined || content === null) {
      return refuse(404);
    }
    const headers = { ...COMMON_HEADERS, 'Content-Type': contentType };
    if (extname(path) !== '.html') {
      return new Response(new Uint8Array(content), { headers });
    }
    const nonce = randomBytes(16).toString('base64');
    const text = content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce);
    return new Response(text, { headers: { ...headers, 'Content-Security-Policy': contentSecurityPolicy(nonce) } });
  };
}

/** Decodes a path exactly once; `null` where it cannot be decoded or could mean different files on different systems. */
function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.includes('\\') ? null : path;
  } catch {
    return null;
  }
}

/** Reads the file of a path below `root`; `null` where there is none or where it really lies outside. */
async function readInside(root: string, path: string): Promise<Buffer | null> {
  try {
    const realRoot = await realpath(root);
    const file = await realpath(join(realRoot, `.${path}`));
    const inside = relative(realRoot, file);
    // A link to another drive of Windows has no relative path and comes out absolute.
    const isOutside = inside.startsWith('..') || isAbsolute(inside);
    return isOutside ? null : await readFile(file);
  } catch {
    return null;
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: COMMON_HEADERS });
}
