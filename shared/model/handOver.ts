import { z } from 'zod';
import { oneLine } from '../oneLine.ts';
import { isAdoptedKeyId } from './adoptedKey.ts';
import type { ConnectionSummary } from './connection.ts';
import type { KeyReference } from './key.ts';
import { keyLinkTo } from './keyLink.ts';
import { SNIPPET_KINDS } from './snippet.ts';

const labelSchema = z.string().max(200);

/** Labels of the text with which a key is handed over, in the language of the window. */
export const handOverLabelsSchema = z.strictObject({
  address: labelSchema,
  token: labelSchema,
  username: labelSchema,
  expires: labelSchema,
  /** The expiry as the window shows it, with its time zone. */
  expiry: labelSchema,
  link: labelSchema,
  /** The last line: that the secret key is not in the text. */
  note: labelSchema,
});
/** Labels of the text with which a key is handed over. */
export type HandOverLabels = Readonly<z.infer<typeof handOverLabelsSchema>>;

/** Forms in which a key is handed over: as a text without its secret, or as a ready call. */
export const HAND_OVER_FORMS = ['message', ...SNIPPET_KINDS] as const;
/** One of {@link HAND_OVER_FORMS}. */
export type HandOverForm = (typeof HAND_OVER_FORMS)[number];

/**
 * Returns what the user of a key has to know, except for the secret, with one line for each fact. An adopted key has no account
 * that is known, and no page to link to.
 */
export function handOverMessage(
  connection: Pick<ConnectionSummary, 'id' | 'kind' | 'address'>,
  { id, token, username }: KeyReference & { readonly username: string },
  labels: HandOverLabels,
): string {
  const lines = [
    [labels.address, connection.address],
    [labels.token, token],
    ...(username === '' ? [] : [[labels.username, username]]),
    [labels.expires, labels.expiry],
    ...(isAdoptedKeyId(id) ? [] : [[labels.link, keyLinkTo(connection, id)]]),
  ];
  return [...lines.map(([label, value]) => `${label}: ${oneLine(value ?? '')}`), labels.note].join('\n');
}
