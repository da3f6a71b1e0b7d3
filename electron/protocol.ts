import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { isOwnPage } from './ownPage.ts';

/** Privileges of the scheme; in particular no `bypassCSP` and no service workers. */
export const SCHEME_PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true } as const;

/** Placeholder in index.html, replaced by a new nonce for each document. */
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

/** Returns the content security policy of a document. @param nonce the nonce of Emotion's style elements. */
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
 * Returns the handler that serves the built page from `root`. It never throws. Status codes: 403 for another host, 405
 * for another method, 400 for a path that cannot be decoded or contains NUL or a backslash, 404 for anything but a file
 * of a known type inside `root` after resolving symbolic links.
 */
export function createPageHandler(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOwnPage(request.url)) {
      return reject(403);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return reject(405);
    }
    const path = decodePath(new URL(request.url).pathname);
    if (path === null) {
      return reject(400);
    }
    const contentType = CONTENT_TYPES[extname(path)];
    const content = contentType === undefined ? null : await readInside(root, path);
    if (contentType === undefined || content === null) {
      return reject(404);
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

/** Decodes a path exactly once; returns `null` if it cannot be decoded or is ambiguous across systems. */
function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.includes('\\') ? null : path;
  } catch {
    return null;
  }
}

/** Reads a file below `root`; returns `null` if there is none, or if its real path is outside of `root`. */
async function readInside(root: string, path: string): Promise<Buffer | null> {
  try {
    const realRoot = await realpath(root);
    const file = await realpath(join(realRoot, `.${path}`));
    const inside = relative(realRoot, file);
    // For another Windows drive, `relative` returns an absolute path.
    const isOutside = inside.startsWith('..') || isAbsolute(inside);
    return isOutside ? null : await readFile(file);
  } catch {
    return null;
  }
}

function reject(status: number): Response {
  return new Response(null, { status, headers: COMMON_HEADERS });
}
