import { type AuthenticationKey, authenticationKeySchema } from './key.ts';

declare const content: unique symbol;
/** Keys as JSON, which only {@link keyTextOf} makes. */
export type KeyText = string & { readonly [content]: readonly AuthenticationKey[] };

const FIELDS = Object.keys(authenticationKeySchema.shape);

/**
 * Writes keys as JSON: one text crosses to the window many times faster than ten thousand objects. Fields that the
 * schema does not name are omitted.
 */
export function keyTextOf(keys: readonly AuthenticationKey[]): KeyText {
  return JSON.stringify(keys, FIELDS) as KeyText;
}

/** Reads the keys of a text. */
export function keysOfText(text: KeyText): readonly AuthenticationKey[] {
  return JSON.parse(text);
}
