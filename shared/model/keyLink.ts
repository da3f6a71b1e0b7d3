import { z } from 'zod';
import { withoutFinalDot } from './address.ts';
import type { ConnectionSummary } from './connection.ts';
import type { KeyId } from './key.ts';
import { withoutSurroundings } from './pastedText.ts';

/** Scheme of links to keys; electron-builder.yml registers it with the operating system. */
export const KEY_LINK_SCHEME = 'keydesk';

/** Maximum length of a link, and of the part of an unreadable link that is shown, in characters. */
const MAX_LINK_LENGTH = 2_000;
const MAX_SHOWN_LENGTH = 120;
const MAX_KEY_ID_LENGTH = 200;

/** Target of a link: `keydesk://<connection>[/<path>]/<key>`. */
export interface KeyLink {
  /** Id of a connection of this computer, or host (and port) of its address, as written in the link. */
  readonly connection: string;
  /** Path of the address, starting with a slash; empty if the link has none. */
  readonly path: string;
  /** Identifier of the key on its installation. */
  readonly keyId: KeyId;
}

/** A text that was opened as a link. */
export type OpenedLink =
  | { readonly outcome: 'read'; readonly link: KeyLink }
  | { readonly outcome: 'unreadable'; readonly text: string };

/** Result of resolving a link on this computer. */
export const followedLinkSchema = z.discriminatedUnion('outcome', [
  /** The matching connections; if there are several, the user chooses. */
  z.object({ outcome: z.literal('found'), connectionIds: z.array(z.string()).min(1), keyId: z.string() }),
  z.object({ outcome: z.literal('noConnection'), connection: z.string() }),
  /** It starts like a link but is invalid; `text` is its beginning. */
  z.object({ outcome: z.literal('unreadable'), text: z.string() }),
]);
/** Result of resolving a link on this computer. */
export type FollowedLink = Readonly<z.infer<typeof followedLinkSchema>>;

/**
 * Returns the link to a key: by the address of its installation, so that it works on every computer; by the id of the
 * connection for the sample platform, whose address changes.
 */
export function keyLinkTo(
  { id, kind, address }: Pick<ConnectionSummary, 'id' | 'kind' | 'address'>,
  keyId: KeyId,
): string {
  const key = encodeURIComponent(keyId);
  if (kind === 'sample' || !URL.canParse(address)) {
    return `${KEY_LINK_SCHEME}://${id}/${key}`;
  }
  const { host, pathname } = new URL(address);
  return `${KEY_LINK_SCHEME}://${host}${pathname.replace(/\/+$/, '')}/${key}`;
}

const LINK = new RegExp(`^${KEY_LINK_SCHEME}://(?<connection>[^/?#@\\\\\\s]+)(?<path>/[^?#\\s]*)(?:[?#]\\S*)?$`, 'iu');

/**
 * Parses a link. Links are untrusted: all that one can do is name a key to show. Query and fragment are ignored.
 * @returns `null` if the text does not start like a link.
 */
export function parseKeyLink(opened: string): OpenedLink | null {
  const text = withoutSurroundings(opened.slice(0, MAX_LINK_LENGTH + 1));
  if (!text.toLowerCase().startsWith(`${KEY_LINK_SCHEME}:`)) {
    return null;
  }
  const link = text.length > MAX_LINK_LENGTH ? null : readLink(text);
  return link === null ? { outcome: 'unreadable', text: text.slice(0, MAX_SHOWN_LENGTH) } : { outcome: 'read', link };
}

function readLink(text: string): KeyLink | null {
  const { connection = '', path = '' } = LINK.exec(text)?.groups ?? {};
  const segments = path.replace(/\/+$/, '').split('/');
  const keyId = decode(segments.pop() ?? '');
  const isLink = URL.canParse(`https://${connection}`) && keyId !== null && keyId.length <= MAX_KEY_ID_LENGTH;
  return isLink && keyId.trim() !== '' ? { connection, path: segments.join('/'), keyId } : null;
}

/**
 * Whether a link refers to the installation at an address. Hosts are compared in normalised form, default ports are
 * optional, and the path is compared if the link has one.
 */
export function leadsToAddress({ connection, path }: KeyLink, address: string): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const installation = new URL(address);
  const linked = `${installation.protocol}//${connection}${path}`;
  if (!URL.canParse(linked)) {
    return false;
  }
  const { host, pathname } = new URL(linked);
  const isHost = withoutFinalDot(host) === withoutFinalDot(installation.host);
  return isHost && (path === '' || pathname === installation.pathname.replace(/\/+$/, ''));
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
