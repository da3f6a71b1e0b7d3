/** A place in the pasted text: UTF-16 offsets, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A value as it is meant (unquoted, unescaped), and where it stands in the pasted text; null if it does not stand there. */
export interface Piece {
  readonly text: string;
  readonly place: Place | null;
}

/** Where a request was copied from. */
export type PasteFormat =
  | 'curl'
  | 'http'
  | 'har'
  | 'postman'
  | 'newman'
  | 'bruno'
  | 'httpYac'
  | 'code'
  | 'platformLog'
  | 'nginxLog';

/** A request as far as the pasted text shows it. */
export interface PastedRequest {
  readonly format: PasteFormat;
  readonly place: Place;
  readonly method: Piece;
  /** Absolute URL or origin-form path and query, exactly as it stands in the text. */
  readonly address: Piece;
  /** Whether the text shows what was sent, or what somebody typed before the client encoded it. */
  readonly addressIs: 'sent' | 'typed';
  /** In order, duplicates kept, `:authority` of HTTP/2 as `host`. */
  readonly headers: readonly { readonly name: Piece; readonly value: Piece }[];
  /** null: the text shows none (`bodyIs: 'unknown'` if the format cannot show it). */
  readonly body: { readonly bytes: Uint8Array; readonly place: Place | null } | null;
  readonly bodyIs: 'sent' | 'typed' | 'unknown';
  readonly response: { readonly status: Piece | null; readonly date: string | null; readonly text: string } | null;
  /** When it was sent, if the text says so; milliseconds since the epoch. */
  readonly at: number | null;
}

/** What a pasted text contains. */
export interface Paste {
  readonly requests: readonly PastedRequest[];
  /** Texts that look like a secret key (44–88 characters of Base64 …), to be masked. */
  readonly secrets: readonly Place[];
}
