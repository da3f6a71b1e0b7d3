import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../electron/adapters/files/decodeText.ts';

const text = '{"name":"Ёлка 😀"}';
const utf16be = () => Buffer.from(text, 'utf16le').swap16();

describe('a text', () => {
  it.each([
    ['in UTF-8', Buffer.from(text), false],
    ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), false],
    ['in UTF-16, little endian, with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), true],
    ['in UTF-16, big endian, with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be()]), true],
  ])('%s is read, without the mark', (_name, bytes, isUtf16) => {
    expect(decodeText(bytes)).toEqual({ text, isUtf16 });
  });

  it.each([
    ['with a byte that is no UTF-8', Buffer.from('d\xe4', 'latin1')],
    ['in half of a UTF-16 pair', Buffer.from([0xff, 0xfe, 0x3d, 0xd8])],
    ['in UTF-16 with an odd byte', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42])],
  ])('%s is none', (_name, bytes) => {
    expect(decodeText(bytes)).toBeNull();
  });
});
