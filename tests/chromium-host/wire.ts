import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Chromium parses a reply as script, which is slow for a long text: from this length on it is compressed. */
const MIN_COMPRESSED_LENGTH = 100_000;

/** A value on its way between page and main. As a text Playwright carries it many times faster than in its own form. */
export interface Wired {
  /** JSON, compressed with gzip in base64 if `isCompressed`. */
  readonly text: string;
  readonly isCompressed?: boolean;
  /** Where the value is `undefined`, which JSON cannot express. */
  readonly undefinedAt: readonly (readonly string[])[];
}

/**
 * Encodes a value as Electron's IPC would clone it. Self-contained, because its text also runs in the page.
 * @throws TypeError or DataCloneError for what would not arrive unchanged: a function, symbol, Map, Set, class instance,
 *   a number that JSON cannot express, or a value that contains itself.
 */
export function toWire(value: unknown): Wired {
  const undefinedAt: string[][] = [];
  const copyOf = (part: unknown, path: readonly string[], around: readonly object[]): unknown => {
    if (typeof part === 'object' && part !== null) {
      if (around.includes(part)) {
        throw new TypeError('A value that contains itself cannot be sent over the wire of the Chromium host');
      }
      const inside = [...around, part];
      if (Array.isArray(part)) {
        return Array.from(part, (child, place) => copyOf(child, [...path, String(place)], inside));
      }
      const prototype: unknown = Object.getPrototypeOf(part);
      if (prototype === null || prototype === Object.prototype) {
        const entries = Object.entries(part);
        return Object.fromEntries(entries.map(([name, child]) => [name, copyOf(child, [...path, name], inside)]));
      }
      const copy: object = structuredClone(part);
      if (Object.getPrototypeOf(copy) !== Object.prototype) {
        throw new TypeError(`A ${part.constructor.name} cannot be sent over the wire of the Chromium host`);
      }
      return copyOf(copy, path, inside);
    }
    if (typeof part === 'function' || typeof part === 'symbol') {
      return structuredClone(part);
    }
    if (typeof part === 'bigint' || (typeof part === 'number' && !Number.isFinite(part))) {
      throw new TypeError(`${part} cannot be sent over the wire of the Chromium host`);
    }
    if (part === undefined) {
      undefinedAt.push([...path]);
    }
    return part;
  };
  return { text: JSON.stringify({ value: copyOf(value, ['value'], []) }), undefinedAt };
}

/** Encodes a value of main and compresses a long one. @throws as {@link toWire}, and for a proxy. */
export async function toWireFromMain(value: unknown): Promise<Wired> {
  const wired = toWire(structuredClone(value));
  if (wired.text.length < MIN_COMPRESSED_LENGTH) {
    return wired;
  }
  const text = (await promisify(gzip)(wired.text, { level: 1 })).toString('base64');
  return { ...wired, text, isCompressed: true };
}

/** Decodes a value. Self-contained, as {@link toWire}. */
export async function fromWire({ text, isCompressed = false, undefinedAt }: Wired): Promise<unknown> {
  let json = text;
  if (isCompressed) {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let place = 0; place < letters.length; place += 1) {
      bytes[place] = letters.charCodeAt(place);
    }
    json = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  }
  const whole = JSON.parse(json);
  for (const path of undefinedAt) {
    const parent = path.slice(0, -1).reduce((part, name) => part[name], whole);
    parent[path.at(-1) ?? ''] = undefined;
  }
  return whole.value;
}
