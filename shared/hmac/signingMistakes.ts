import { parseHttpDate } from '../httpDate.ts';
import { type AddressSpelling, addressSpellings } from './addressSpellings.ts';

/** What a signature is verified over. All texts are byte texts, see `byteText.ts`. */
export interface SignedInput {
  readonly method: string;
  readonly pathAndQuery: string;
  /** Names in lower case and values of the signed headers, in the order of `SignedHeaders`. */
  readonly signed: readonly (readonly [name: string, value: string])[];
  /** Value of `X-Forwarded-Host`, in which a proxy says what `Host` was before; `null` if it was not sent. */
  readonly forwardedHost: string | null;
  /** Value of `X-Forwarded-Prefix`, in which a proxy says what it removed from the path; `null` if it was not sent. */
  readonly forwardedPrefix: string | null;
}

/** How a client signs; {@link rightWay} is the right one. */
export interface WayOfSigning extends Pick<SignedInput, 'method' | 'pathAndQuery' | 'signed'> {
  readonly lineEnd: string;
  readonly separator: string;
  readonly end: string;
  /** Whether the key is the base64 of the secret and not what it encodes. */
  readonly usesSecretAsText: boolean;
}

/** A mistake of a signer, with what it signed and what was sent. */
export type SigningMistake =
  | { readonly kind: 'host'; readonly signed: string; readonly sent: string }
  | {
      readonly kind: 'address';
      readonly spelling: AddressSpelling;
      readonly signed: string;
      readonly sent: string;
    }
  | { readonly kind: 'removedPrefix'; readonly signed: string; readonly prefix: string }
  | { readonly kind: 'date'; readonly name: string; readonly signed: string; readonly sent: string }
  | { readonly kind: 'literalLineFeed' | 'lineEnds' | 'separator' | 'lowerCaseMethod' | 'order' | 'secretAsText' };

/** Another way of signing by one mistake. */
export interface Alternative {
  readonly mistake: SigningMistake;
  /** Adds the mistake to a way of signing, which may contain mistakes of other groups. */
  readonly apply: (way: WayOfSigning) => WayOfSigning;
}

/** Returns the right way to sign a request. */
export function rightWay({ method, pathAndQuery, signed }: SignedInput): WayOfSigning {
  const layout = { lineEnd: '\n', separator: ';', end: '', usesSecretAsText: false };
  return { method: method.toUpperCase(), pathAndQuery, signed, ...layout };
}

/** Returns the text that is signed in a way. */
export function textSignedIn({ method, pathAndQuery, signed, lineEnd, separator, end }: WayOfSigning): string {
  return `${[method, pathAndQuery, signed.map(([, value]) => value).join(separator)].join(lineEnd)}${end}`;
}

/** Returns the input with another value of the signed `Host`. */
export function replaceHost<Input extends Pick<SignedInput, 'signed'>>(input: Input, host: string): Input {
  return replaceValue(input, 'host', host);
}

/**
 * Returns the mistakes that signers make with a request, in groups whose mistakes exclude each other.
 * @param ownHosts values of `Host` under which the platform is reached.
 */
export function signingMistakes(input: SignedInput, ownHosts: readonly string[]): readonly (readonly Alternative[])[] {
  return [hosts(input, ownHosts), addresses(input), dates(input), LAYOUTS, METHOD, orders(input), SECRET];
}

/** What Postman and Bruno give for the host of an address that begins with a variable, besides nothing. */
const VARIABLES = ['base', 'baseUrl', 'base_url', 'host', 'address', 'url', 'server'].map((name) => `{{${name}}}`);

function hosts(input: SignedInput, ownHosts: readonly string[]): Alternative[] {
  const sent = hostOf(input);
  const name = withoutPort(sent);
  const lower = sent.toLowerCase();
  const ports = [`${name}:80`, `${name}:443`].flatMap((host) => [host, host.toLowerCase()]);
  const forms = [lower, name, name.toLowerCase(), ...ports, `http://${sent}`, `https://${sent}`, '', ...VARIABLES];
  return [...new Set([...forms, ...ownHosts, ...ownHosts.map(withoutPort), input.forwardedHost ?? sent])]
    .filter((host) => host !== sent)
    .map((signed) => ({ mistake: { kind: 'host', signed, sent }, apply: (way) => replaceHost(way, signed) }));
}

function addresses(input: SignedInput): Alternative[] {
  const { pathAndQuery: sent, forwardedPrefix } = input;
  const others = addressSpellings(sent, hostOf(input)).filter(({ address }) => address !== sent);
  const prefixed = forwardedPrefix === null ? [] : [`${forwardedPrefix.replace(/\/+$/, '')}${sent}`];
  return [
    ...others.map(({ spelling, address }) => signedAddress({ kind: 'address', spelling, signed: address, sent })),
    ...prefixed.map((signed) => signedAddress({ kind: 'removedPrefix', signed, prefix: forwardedPrefix ?? '' })),
  ];
}

function signedAddress(mistake: SigningMistake & { readonly signed: string }): Alternative {
  return { mistake, apply: (way) => ({ ...way, pathAndQuery: mistake.signed }) };
}

/** Client libraries and proxies rewrite dates that are not an IMF-fixdate. */
function dates(input: SignedInput): Alternative[] {
  const [name = '', sent = ''] = input.signed.find(([own]) => /date$/.test(own)) ?? [];
  const instant = parseHttpDate(sent);
  const usual = instant === null ? '' : new Date(instant).toUTCString();
  const zones = ['UTC', '+0000', '-0000'].map((zone) => usual.replace('GMT', zone));
  return [usual, usual.replace(', 0', ', '), usual.replace(', 0', ',  '), ...zones]
    .filter((date) => date !== '' && date !== sent)
    .map((signed) => ({
      mistake: { kind: 'date', name, signed, sent },
      apply: (way) => replaceValue(way, name, signed),
    }));
}

const LAYOUTS: readonly Alternative[] = [
  { mistake: { kind: 'literalLineFeed' }, apply: (way) => ({ ...way, lineEnd: '\\n' }) },
  { mistake: { kind: 'literalLineFeed' }, apply: (way) => ({ ...way, lineEnd: '\\r\\n' }) },
  { mistake: { kind: 'lineEnds' }, apply: (way) => ({ ...way, lineEnd: '\r\n' }) },
  { mistake: { kind: 'lineEnds' }, apply: (way) => ({ ...way, end: '\n' }) },
  { mistake: { kind: 'lineEnds' }, apply: (way) => ({ ...way, end: '\r\n' }) },
  { mistake: { kind: 'lineEnds' }, apply: (way) => ({ ...way, lineEnd: '\r\n', end: '\r\n' }) },
  ...[',', '; ', '\n'].map(
    (separator): Alternative => ({ mistake: { kind: 'separator' }, apply: (way) => ({ ...way, separator }) }),
  ),
];

const METHOD: readonly Alternative[] = [
  { mistake: { kind: 'lowerCaseMethod' }, apply: (way) => ({ ...way, method: way.method.toLowerCase() }) },
];

/** Signers with a fixed order of values, whatever `SignedHeaders` says. */
function orders({ signed: { length } }: SignedInput): Alternative[] {
  const mistake = { kind: 'order' } as const;
  const swap: Alternative = {
    mistake,
    apply: (way) => ({ ...way, signed: [...way.signed.slice(0, 2).reverse(), ...way.signed.slice(2)] }),
  };
  const reverse: Alternative = { mistake, apply: (way) => ({ ...way, signed: way.signed.toReversed() }) };
  return length > 1 ? [swap, reverse] : [];
}

const SECRET: readonly Alternative[] = [
  { mistake: { kind: 'secretAsText' }, apply: (way) => ({ ...way, usesSecretAsText: true }) },
];

function replaceValue<Input extends Pick<SignedInput, 'signed'>>(
  input: Input,
  wanted: string,
  replacement: string,
): Input {
  return { ...input, signed: input.signed.map(([name, value]) => [name, name === wanted ? replacement : value]) };
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, '');
}

function hostOf({ signed }: SignedInput): string {
  return signed.find(([name]) => name === 'host')?.[1] ?? '';
}
