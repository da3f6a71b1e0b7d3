import { z } from 'zod';

/** Scheme of the links to keys; electron-builder.yml registers it with the operating system. */
export const KEY_LINK_SCHEME = 'keydesk';

/** Longest link that is read, and longest part of one that cannot be read that is shown, in characters. */
const MAX_LINK_LENGTH = 2_000;
const MAX_SHOWN_LENGTH = 120;
const MAX_KEY_ID_LENGTH = 200;

/** Where a link leads: `keydesk://<connection>[/<path>]/<key>`. */
export interface KeyLink {
  /** Identifier of a connection of this computer, or host (and port) of its address, as it is written in the link. */
  readonly connection: string;
  /** Path of the address below its host, starting with a slash; empty where the link names none. */
  readonly path: string;
  /** Identifier of the key on its platform. */
  readonly keyId: string;
}

/** A text that was opened as a link: where it leads, or that it cannot be read as one. */
export type OpenedLink =
  | { readonly outcome: 'read'; readonly link: KeyLink }
  | { readonly outcome: 'unreadable'; readonly text: string };

/** A link as far as it could be followed on this computer. */
export const followedLinkSchema = z.discriminatedUnion('outcome', [
  /** The connections that it can mean: more than one where it fits several installations, and only the user knows. */
  z.object({ outcome: z.literal('found'), connectionIds: z.array(z.string()).min(1), keyId: z.string() }),
  z.object({ outcome: z.literal('noConnection'), connection: z.string() }),
  /** It begins like a link and is none; `text` is its beginning. */
  z.object({ outcome: z.literal('unreadable'), text: z.string() }),
]);
/** A link as far as it could be followed on this computer. */
export type FollowedLink = Readonly<z.infer<typeof followedLinkSchema>>;

const LINK = new RegExp(`^${KEY_LINK_SCHEME}://(?<connection>[^/?#@\\\\\\s]+)(?<path>/[^?#\\s]*)(?:[?#]\\S*)?$`, 'iu');
/** What mail and chat programs take into a link from the sentence around it, also percent-encoded. */
const BEFORE_LINK = /^[\s"'<«“„]+/u;
const AFTER_LINK = /(?:[\s"'>»”.,;)]|%20|%22|%3e)+$/iu;

/**
 * Reads a link. It comes from outside, from anywhere: it can name a key to be shown and nothing else. Query and fragment
 * are passed over.
 * @returns `null` for what does not begin like a link.
 */
export function parseKeyLink(opened: string): OpenedLink | null {
  const text = opened
    .slice(0, MAX_LINK_LENGTH + 1)
    .replace(BEFORE_LINK, '')
    .replace(AFTER_LINK, '');
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
 * Whether a link means the installation at an address: the host in any spelling, the port of the scheme written or not,
 * and the path, where the link names one.
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

/** A host name may end with the dot of the root of all names (RFC 1034, 3.1). */
function withoutFinalDot(host: string): string {
  return host.replace(/\.(?=:\d+$|$)/, '');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
