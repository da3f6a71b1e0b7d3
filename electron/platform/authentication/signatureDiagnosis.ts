import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { stringToSign } from '../../../shared/hmac/stringToSign.ts';
import { parseHttpDate } from '../../../shared/httpDate.ts';
import { addressSpellings } from './addressSpellings.ts';
import { isSameText } from './constantTime.ts';
import { quote } from './quote.ts';

/** What a signature is verified over. Characters are bytes, as Node reads headers. */
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

/** A mistake of a signer. */
interface Mistake {
  /** What it signs by mistake. */
  readonly text: string;
  /** The key that it uses by mistake. */
  readonly secret?: KeyObject;
  readonly explanation: string;
}

/** Maximum length of a string-to-sign that is explained: about fifty others are signed, by callers who are not known yet. */
const MAX_EXPLAINED_LENGTH = 4000;
/** Paths of methods alone are up to 70 characters long. */
const MAX_QUOTED_ADDRESS = 400;

/** Returns the string-to-sign of a request. */
export function textToSign({ method, pathAndQuery, signed }: SignedInput): string {
  return stringToSign({ method, pathAndQuery, signedHeaderValues: signed.map(([, value]) => value) });
}

/** Signs a text, whose characters are bytes. @returns base64. */
export function signText(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text, 'latin1').digest('base64');
}

/** Returns the input with another value of the signed `Host`. */
export function replaceHost(input: SignedInput, host: string): SignedInput {
  return replaceValue(input, 'host', host);
}

function replaceValue(input: SignedInput, wanted: string, replacement: string): SignedInput {
  return { ...input, signed: input.signed.map(([name, value]) => [name, name === wanted ? replacement : value]) };
}

/**
 * Explains a wrong signature by the mistake that produces it, or returns `null`. The request stays rejected. Callers
 * without the secret learn nothing: an explanation requires a signature that is right for a similar text, and it
 * contains nothing but the request and the names of the platform.
 * @param ownHosts values of `Host` under which the platform is reached.
 */
export function explainWrongSignature(
  input: SignedInput,
  signature: string,
  secret: KeyObject,
  ownHosts: readonly string[],
): string | null {
  if (textToSign(input).length > MAX_EXPLAINED_LENGTH) {
    return null;
  }
  const mistakes = [
    ...otherHosts(input, ownHosts),
    ...otherAddresses(input),
    ...removedPrefix(input),
    ...otherDates(input),
    ...otherLines(input),
    ...otherOrder(input),
    ...otherSecret(input, secret),
  ];
  const mistake = mistakes.find(({ text, secret: used = secret }) => isSameText(signText(used, text), signature));
  if (mistake !== undefined) {
    return mistake.explanation;
  }
  return isOtherEncoding(signText(secret, textToSign(input)), signature)
    ? 'The signature is right, but it is not in base64 with padding.'
    : null;
}

function otherHosts(input: SignedInput, ownHosts: readonly string[]): Mistake[] {
  const sent = hostOf(input);
  const name = withoutPort(sent);
  const lower = sent.toLowerCase();
  const forms = [lower, name, name.toLowerCase(), `${name}:80`, `${name}:443`, `http://${sent}`, `https://${sent}`];
  return [...new Set([...forms, ...ownHosts, ...ownHosts.map(withoutPort), input.forwardedHost ?? sent])]
    .filter((host) => host !== sent)
    .map((host) => ({
      text: textToSign(replaceHost(input, host)),
      explanation:
        `The signature was made for the host ${quote(host)}, but the request arrived with Host ${quote(sent)}. ` +
        'Sign Host exactly as it is sent, with its port if it has one. ' +
        'If a proxy or a tunnel changes it, start the platform with --public-address.',
    }));
}

function otherAddresses(input: SignedInput): Mistake[] {
  const sent = input.pathAndQuery;
  const origins = ['http://', 'https://'].map((scheme) => `${scheme}${hostOf(input)}`);
  return [...new Set([...addressSpellings(sent), ...origins.map((origin) => `${origin}${sent}`)])]
    .filter((address) => address !== sent)
    .map((address) => ({
      text: textToSign({ ...input, pathAndQuery: address }),
      explanation:
        `The signature was made for the address ${quote(address, MAX_QUOTED_ADDRESS)}, but the request arrived with ` +
        `${quote(sent, MAX_QUOTED_ADDRESS)}. ` +
        'Sign path and query exactly as they are sent, percent-encoding included.',
    }));
}

function removedPrefix(input: SignedInput): Mistake[] {
  const { forwardedPrefix, pathAndQuery } = input;
  return (forwardedPrefix === null ? [] : [`${forwardedPrefix.replace(/\/+$/, '')}${pathAndQuery}`]).map((address) => ({
    text: textToSign({ ...input, pathAndQuery: address }),
    explanation:
      `The signature was made for the address ${quote(address)}, from which a proxy has removed ` +
      `${quote(forwardedPrefix ?? '')}. Start the platform with --public-address and this path.`,
  }));
}

/** Client libraries and proxies rewrite dates that are not an IMF-fixdate. */
function otherDates(input: SignedInput): Mistake[] {
  const [name = '', sent = ''] = input.signed.find(([own]) => /date$/.test(own)) ?? [];
  const instant = parseHttpDate(sent);
  const usual = instant === null ? '' : new Date(instant).toUTCString();
  const zones = ['UTC', '+0000', '-0000'].map((zone) => usual.replace('GMT', zone));
  return [usual, usual.replace(', 0', ', '), usual.replace(', 0', ',  '), ...zones]
    .filter((date) => date !== '' && date !== sent)
    .map((date) => ({
      text: textToSign(replaceValue(input, name, date)),
      explanation:
        `The signature was made for the date ${quote(date)}, but the request arrived with ${name} ${quote(sent)}. ` +
        'Sign the date in the form in which it arrives.',
    }));
}

function otherLines(input: SignedInput): Mistake[] {
  const text = textToSign(input);
  const [method = '', ...lines] = text.split('\n');
  return [
    ...[text.replaceAll('\n', '\\n'), text.replaceAll('\n', '\r\n'), `${text}\n`, `${text}\r\n`].map((other) => ({
      text: other,
      explanation:
        'The string-to-sign has one line feed (0x0A) after each of its first two lines, and none at its end.',
    })),
    ...[',', '; ', '\n'].map((separator) => ({
      text: [method, lines[0], input.signed.map(([, value]) => value).join(separator)].join('\n'),
      explanation: 'The values of the signed headers are joined by ";" alone.',
    })),
    {
      text: [input.method.toLowerCase(), ...lines].join('\n'),
      explanation: 'The method is signed in upper case.',
    },
  ];
}

/** Signers with a fixed order of values, whatever `SignedHeaders` says. */
function otherOrder(input: SignedInput): Mistake[] {
  const [first, second, ...others] = input.signed;
  const isSwappable = first !== undefined && second !== undefined;
  return (isSwappable ? [[second, first, ...others], input.signed.toReversed()] : []).map((signed) => ({
    text: textToSign({ ...input, signed }),
    explanation: 'The values were signed in another order than the one of SignedHeaders.',
  }));
}

function otherSecret(input: SignedInput, secret: KeyObject): Mistake[] {
  return [
    {
      text: textToSign(input),
      secret: createSecretKey(secret.export().toString('base64'), 'utf8'),
      explanation: 'The secret key was used as text. Decode it from base64 first.',
    },
  ];
}

function isOtherEncoding(expected: string, signature: string): boolean {
  const bytes = Buffer.from(expected, 'base64');
  const unpadded = [expected, bytes.toString('base64url')].map((text) => text.replace(/=+$/, ''));
  const encodings = [bytes.toString('hex'), ...unpadded, `${unpadded[1]}=`];
  return encodings.some((text) => isSameText(text, signature) || isSameText(text, signature.toLowerCase()));
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, '');
}

function hostOf({ signed }: SignedInput): string {
  return signed.find(([name]) => name === 'host')?.[1] ?? '';
}
