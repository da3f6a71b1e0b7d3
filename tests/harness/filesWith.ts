import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names of the files below a folder that hold a text as it is, in UTF-16, or written as base64, base64url, hexadecimal
 * digits, a part of a URL or a JSON string. Base64 is found inside a longer encoded text too, such as the credentials
 * of Basic authentication.
 */
export function filesWith(folder: string, text: string): string[] {
  const forms = formsOf(text);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const content = readIfThere(file);
      return forms.some((form) => content.includes(form));
    });
}

/** A running browser removes files of its cache between listing and reading; what is gone holds nothing. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return Buffer.alloc(0);
    }
    throw error;
  }
}

function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const escaped = JSON.stringify(text).slice(1, -1);
  const written = [
    text,
    hex,
    hex.toUpperCase(),
    encodeURIComponent(text),
    encodeURI(text),
    escaped,
    escaped.replaceAll('/', '\\/'),
    ...[0, 1, 2].flatMap((shift) => [innerBase64(bytes, shift, 'base64'), innerBase64(bytes, shift, 'base64url')]),
  ];
  return [Buffer.from(text, 'utf16le'), ...written.map((form) => Buffer.from(form))];
}

/** The characters that stand for `bytes` alone when they begin `shift` bytes after a multiple of three. */
function innerBase64(bytes: Buffer, shift: number, encoding: 'base64' | 'base64url'): string {
  const before = Buffer.alloc(shift);
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return Buffer.concat([before, bytes])
    .toString(encoding)
    .slice(Math.ceil((shift * 8) / 6), whole);
}
