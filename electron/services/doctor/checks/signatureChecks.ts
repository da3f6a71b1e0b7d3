import { readableText, toByteText } from '../../../../shared/hmac/byteText.ts';
import {
  type Alternative,
  replaceHost,
  rightWay,
  type SignedInput,
  type SigningMistake,
  signingMistakes,
  textSignedIn,
  type WayOfSigning,
} from '../../../../shared/hmac/signingMistakes.ts';
import type { Finding } from '../../../../shared/model/doctor.ts';
import { decodeDigest, toBase64 } from '../base64.ts';
import { finding, findingAt } from '../findings.ts';
import { isSameBytes, signerWith } from '../hmacSha256.ts';
import type { Piece } from '../pastedRequest.ts';
import { headersNamed, parameterOf, type RequestView, signedHeaders } from '../requestView.ts';
import { valuePiece } from './authorizationChecks.ts';

/** What the verification found. */
export interface Verification {
  readonly isRight: boolean;
  readonly findings: readonly Finding[];
}

/** Maximum length of a string-to-sign for which mistakes are tried two at a time: about two thousand signatures. */
const MAX_PAIRED_LENGTH = 4000;

/**
 * Returns what the signature of a request is verified over, for each address and host that may have been sent; the most
 * probable first. Empty if a part is missing.
 */
function signedInputs(view: RequestView): SignedInput[] {
  const names = signedHeaders(view);
  const header = (name: string) => headersNamed(view, name)[0]?.value.text;
  const [host] = view.sentHosts;
  const values = names.map((name) => (name === 'host' ? host : header(name)));
  if (names.length === 0 || values.some((value) => value === undefined)) {
    return [];
  }
  const signed = names.map((name, index) => [name, toByteText(values[index] ?? '')] as const);
  const method = view.request.method.text;
  const forwarded = (what: string) => header(`x-forwarded-${what}`)?.split(',', 1)[0]?.trim() ?? null;
  return view.sentAddresses.flatMap((address) =>
    view.sentHosts.map((each) =>
      replaceHost(
        {
          method,
          pathAndQuery: toByteText(address),
          signed,
          forwardedHost: forwarded('host'),
          forwardedPrefix: forwarded('prefix'),
        },
        toByteText(each),
      ),
    ),
  );
}

/** Returns the string-to-sign of the most probable request; `null` if a part is missing. */
export function rebuildStringToSign(view: RequestView): string | null {
  const [input] = signedInputs(view);
  return input === undefined ? null : readableText(textSignedIn(rightWay(input)));
}

/**
 * Verifies the signature with a secret, and finds the mistake, or the two mistakes, that produce it; `null` if the
 * request lacks parts.
 * @param key the secret key, decoded.
 */
export function verifySignature(view: RequestView, key: Uint8Array): Verification | null {
  const inputs = signedInputs(view);
  const [input] = inputs;
  const signature = parameterOf(view, 'Signature');
  const [authorization] = view.authorizations;
  const given = decodeDigest(signature?.value.replace(/(?:\\[rn])+$/, '') ?? '');
  if (input === undefined || signature === null || authorization === undefined || given === null) {
    return null;
  }
  const sign = signerWith(key);
  const signAsText = signerWith(new TextEncoder().encode(toBase64(key)));
  const fits = (way: WayOfSigning) =>
    isSameBytes((way.usesSecretAsText ? signAsText : sign)(textSignedIn(way)), given.bytes);
  if (inputs.some((each) => fits(rightWay(each)))) {
    return { isRight: true, findings: [] };
  }
  const piece = valuePiece(view, authorization, signature);
  const mistakes = findMistakes(view, input, fits);
  return {
    isRight: false,
    findings:
      mistakes === null
        ? // The right signature is not given: it would be a way to have anything signed.
          [findingAt('signedWithOtherSecret', piece)]
        : mistakes.map((mistake) => explainMistake(view, mistake, piece)),
  };
}

function findMistakes(
  view: RequestView,
  input: SignedInput,
  fits: (way: WayOfSigning) => boolean,
): readonly SigningMistake[] | null {
  const right = rightWay(input);
  const groups = signingMistakes(input, otherHosts(view));
  const typed = typedAddress(view, input);
  const all = typed === null ? groups : groups.map((group, index) => (index === 1 ? [typed, ...group] : group));
  const single = all.flat().find(({ apply }) => fits(apply(right)));
  if (single !== undefined) {
    return [single.mistake];
  }
  return textSignedIn(right).length > MAX_PAIRED_LENGTH ? null : findPair(all, right, fits);
}

function findPair(
  groups: readonly (readonly Alternative[])[],
  right: WayOfSigning,
  fits: (way: WayOfSigning) => boolean,
): readonly SigningMistake[] | null {
  for (const [index, group] of groups.entries()) {
    const others = groups.slice(index + 1).flat();
    for (const one of group) {
      const other = others.find(({ apply }) => fits(apply(one.apply(right))));
      if (other !== undefined) {
        return [one.mistake, other.mistake];
      }
    }
  }
  return null;
}

/** The address as it stands in the text, before the client encoded it. */
function typedAddress({ address }: RequestView, { pathAndQuery: sent }: SignedInput): Alternative | null {
  const signed = toByteText(address.pathAndQuery);
  return signed === sent
    ? null
    : {
        mistake: { kind: 'address', spelling: 'typed', signed, sent },
        apply: (way) => ({ ...way, pathAndQuery: signed }),
      };
}

/** Hosts that the client may have signed: those of the address, and the others that it may send. */
function otherHosts({ address, sentHosts }: RequestView): string[] {
  return [address.authority, ...sentHosts].filter((host) => host !== '').map(toByteText);
}

/** Returns the finding of a mistake. @param signature the value in `Authorization`. */
export function explainMistake(view: RequestView, mistake: SigningMistake, signature: Piece): Finding {
  const { request } = view;
  const values = (pair: { readonly signed: string; readonly sent: string }) => ({
    found: readableText(pair.signed),
    expected: readableText(pair.sent),
  });
  switch (mistake.kind) {
    case 'address':
      return finding('signedOtherAddress', {
        place: request.address.place,
        ...values(mistake),
        facts: { spelling: mistake.spelling },
      });
    case 'removedPrefix':
      return finding('signedOtherAddress', {
        place: request.address.place,
        ...values({ signed: mistake.signed, sent: mistake.signed.slice(mistake.prefix.length) }),
        facts: { spelling: 'removedPrefix', prefix: mistake.prefix },
      });
    case 'host': {
      const place = headersNamed(view, 'host')[0]?.value.place ?? request.address.place;
      return finding('signedOtherHost', { place, ...values(mistake) });
    }
    case 'date': {
      const place = headersNamed(view, mistake.name)[0]?.value.place ?? null;
      return finding('signedOtherDate', { place, ...values(mistake), facts: { name: mistake.name } });
    }
    default:
      return finding(CODES[mistake.kind], { place: signature.place });
  }
}

const CODES = {
  literalLineFeed: 'signedLiteralLineFeed',
  lineEnds: 'signedOtherLineEnds',
  separator: 'signedOtherSeparator',
  lowerCaseMethod: 'signedLowerCaseMethod',
  order: 'signedOtherOrder',
  secretAsText: 'secretNotDecoded',
} as const;
