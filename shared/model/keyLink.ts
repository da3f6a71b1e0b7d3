import { z } from 'zod';

/** Scheme of the links to keys; electron-builder.yml registers it with the operating system. */
export const KEY_LINK_SCHEME = 'keydesk';

/** Where a link leads: `keydesk://<connection>/<key>`. */
export interface KeyLink {
  /** Identifier of a connection of this computer, or host (and port) of its address; in lower case. */
  readonly connection: string;
  /** Identifier of the key on its platform. */
  readonly keyId: string;
}

/** A link as far as it could be followed on this computer. */
export const followedLinkSchema = z.object({
  /** `null`: no connection of this computer is meant. */
  connectionId: z.string().nullable(),
  connection: z.string(),
  keyId: z.string(),
});
/** A link as far as it could be followed on this computer. */
export type FollowedLink = Readonly<z.infer<typeof followedLinkSchema>>;

const LINK = new RegExp(`^${KEY_LINK_SCHEME}://([\\w.:\\[\\]-]{1,255})/([^/?#\\s]{1,600})/?$`, 'i');
const keyIdSchema = z.string().min(1).max(200);

/**
 * Reads a link. It comes from outside, from anywhere: it can name a key to be shown and nothing else.
 * @returns `null` for whatever is no such link.
 */
export function parseKeyLink(text: string): KeyLink | null {
  const [, connection, key] = LINK.exec(text) ?? [];
  if (connection === undefined || key === undefined) {
    return null;
  }
  const keyId = keyIdSchema.safeParse(decode(key));
  return keyId.success ? { connection: connection.toLowerCase(), keyId: keyId.data } : null;
}

/** The link to a key; the opposite of {@link parseKeyLink}. */
export function keyLinkText({ connection, keyId }: KeyLink): string {
  return `${KEY_LINK_SCHEME}://${connection}/${encodeURIComponent(keyId)}`;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
