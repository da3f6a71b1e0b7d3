/** Parts of a line of an access log, at an offset in its bytes. */

const [LINE_FEED, RETURN, SPACE, DASH, DOT, SLASH, COLON] = [10, 13, 32, 45, 46, 47, 58];
/** Number of bytes of a GUID. */
export const GUID_BYTES = 36;
/** FNV-1a, 32 bits. */
export const HASH_START = -2_128_831_035;
/** FNV-1a, 32 bits. */
export const HASH_FACTOR = 16_777_619;

/** Whether the line that begins at `start` is empty. */
export function isEmpty(bytes: Buffer, start: number): boolean {
  return bytes[start] === LINE_FEED || (bytes[start] === RETURN && bytes[start + 1] === LINE_FEED);
}

/** Whether a byte is a Latin letter. */
export function isLetter(byte: number): boolean {
  return (byte | 32) >= 97 && (byte | 32) <= 122;
}

/** Whether a byte is a Latin letter or a digit. */
export function isLetterOrDigit(byte: number): boolean {
  return isLetter(byte) || (byte >= 48 && byte <= 57);
}

/** Whether a GUID and a space are at `at`, by its length and dashes. */
export function isGuid(bytes: Buffer, at: number): boolean {
  if (
    bytes[at + 8] !== DASH ||
    bytes[at + 13] !== DASH ||
    bytes[at + 18] !== DASH ||
    bytes[at + 23] !== DASH ||
    bytes[at + GUID_BYTES] !== SPACE
  ) {
    return false;
  }
  // With all dashes in place, only the end can be that of a line that is cut, followed by the next one.
  for (let offset = 24; offset < GUID_BYTES; offset += 1) {
    if ((bytes[at + offset] as number) <= SPACE) {
      return false;
    }
  }
  return true;
}

/** Whether `http://` or `https://` is at `at`. */
export function isUrl(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== 104 || bytes[at + 1] !== 116 || bytes[at + 2] !== 116 || bytes[at + 3] !== 112) {
    return false;
  }
  const colon = bytes[at + 4] === 115 ? at + 5 : at + 4;
  return bytes[colon] === COLON && bytes[colon + 1] === SLASH && bytes[colon + 2] === SLASH;
}

/** Where the path of a URL begins; 0 if it has none. */
export function afterHost(bytes: Buffer, url: number): number {
  let at = bytes[url + 4] === COLON ? url + 7 : url + 8;
  while (bytes[at] !== SLASH) {
    if ((bytes[at] as number) <= SPACE) {
      return 0;
    }
    at += 1;
  }
  return at;
}

/** Whether `/api/` or `/webapi/` is at `at`, in any letter case. */
export function isApi(bytes: Buffer, at: number): boolean {
  let api = at + 1;
  if (
    ((bytes[api] as number) | 32) === 119 &&
    ((bytes[api + 1] as number) | 32) === 101 &&
    ((bytes[api + 2] as number) | 32) === 98
  ) {
    api += 3;
  }
  return (
    ((bytes[api] as number) | 32) === 97 &&
    ((bytes[api + 1] as number) | 32) === 112 &&
    ((bytes[api + 2] as number) | 32) === 105 &&
    bytes[api + 3] === SLASH
  );
}

/** Where a duration, `03:00:00.296`, that begins at `at` ends; 0 if it is none, or the line is cut in it. */
export function durationEnd(bytes: Buffer, at: number): number {
  let colons = 0;
  let digits = 0;
  for (let byte = bytes[at] as number; byte > SPACE; byte = bytes[at] as number) {
    if (byte === COLON || byte === DOT) {
      colons += byte === COLON ? 1 : 0;
      if (digits === 0) {
        return 0;
      }
      digits = 0;
    } else if (byte >= 48 && byte <= 57) {
      digits += 1;
    } else {
      return 0;
    }
    at += 1;
  }
  return colons === 2 && digits > 1 ? at : 0;
}

/** Whether a status is one with which the platform rejects a caller: `401`, `403`, `Unauthorized`, `Forbidden`. */
export function isRejection(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start];
  if (first === 52) {
    return end - start === 3 && bytes[start + 1] === 48 && (bytes[start + 2] === 49 || bytes[start + 2] === 51);
  }
  if (first === 85 || first === 117 || first === 70 || first === 102) {
    return /^(?:unauthorized|forbidden)$/i.test(bytes.toString('latin1', start, end));
  }
  return false;
}

/** FNV-1a of the bytes from `start` to `end`, 32 bits. */
export function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = HASH_START;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] as number), HASH_FACTOR);
  }
  return hash;
}
