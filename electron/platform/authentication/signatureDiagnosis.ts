import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { explainMistake } from '../../../shared/hmac/explanations.ts';
import {
  rightWay,
  type SignedInput,
  signingMistakes,
  textSignedIn,
  type WayOfSigning,
} from '../../../shared/hmac/signingMistakes.ts';
import { stringToSign } from '../../../shared/hmac/stringToSign.ts';
import { isSameText } from './constantTime.ts';
import { quote } from './quote.ts';

/** Maximum length of a string-to-sign that is explained: about seventy others are signed, by callers who are not known yet. */
const MAX_EXPLAINED_LENGTH = 4000;
/** Paths of methods alone are up to 70 characters long. */
const MAX_QUOTED_ADDRESS = 400;

/** The parts of a request that are signed. */
export type SignedParts = Pick<SignedInput, 'method' | 'pathAndQuery' | 'signed'>;

/** Returns the string-to-sign of a request. */
export function textToSign({ method, pathAndQuery, signed }: SignedParts): string {
  return stringToSign({ method, pathAndQuery, signedHeaderValues: signed.map(([, value]) => value) });
}

/** Signs a text, whose characters are bytes. @returns base64. */
export function signText(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text, 'latin1').digest('base64');
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
  const right = rightWay(input);
  if (textSignedIn(right).length > MAX_EXPLAINED_LENGTH) {
    return null;
  }
  const found = signingMistakes(input, ownHosts)
    .flat()
    .find(({ apply }) => isSameText(signIn(apply(right), secret), signature));
  if (found !== undefined) {
    return explainMistake(found.mistake, (value) => quote(value, MAX_QUOTED_ADDRESS));
  }
  return isOtherEncoding(signIn(right, secret), signature)
    ? 'The signature is right, but it is not in base64 with padding.'
    : null;
}

function signIn(way: WayOfSigning, secret: KeyObject): string {
  const key = way.usesSecretAsText ? createSecretKey(secret.export().toString('base64'), 'utf8') : secret;
  return signText(key, textSignedIn(way));
}

function isOtherEncoding(expected: string, signature: string): boolean {
  const bytes = Buffer.from(expected, 'base64');
  const unpadded = [expected, bytes.toString('base64url')].map((text) => text.replace(/=+$/, ''));
  const encodings = [bytes.toString('hex'), ...unpadded, `${unpadded[1]}=`];
  return encodings.some((text) => isSameText(text, signature) || isSameText(text, signature.toLowerCase()));
}
