import type { Diagnosis, Finding } from '../../../shared/model/doctor.ts';
import { decodeBase64 } from './base64.ts';
import { examineRequest } from './examineRequest.ts';
import { finding, inOrder } from './findings.ts';
import { maskFinding, maskWith } from './maskSecrets.ts';
import type { Paste, Place } from './pastedRequest.ts';
import { parameterOf, viewRequest } from './requestView.ts';

/** Shorter texts are no secret keys, but passwords. */
const MIN_KEY_BYTES = 16;

/** How to examine a paste. */
export interface ExaminationOptions {
  /** Index of the request to examine; the first one if there is no such request. */
  readonly index: number;
  /** Secret key of the key that the token names, in base64; `null` to examine what needs none. */
  readonly secret: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What can be said of a paste without knowing the keys of the connections. */
export type PasteDiagnosis = Omit<Diagnosis, 'key'> & {
  /** Token of the examined request; `null` if there is none. */
  readonly token: string | null;
};

/** A diagnosis of a text in which there is nothing to examine. */
export function nothingToExamine(reason: Finding): PasteDiagnosis {
  const none = { needsSecret: false, isVerified: false, stringToSign: null, secretSeen: false, token: null };
  return { requests: 0, format: null, findings: [reason], ...none };
}

/**
 * Examines one request of a paste. Secret keys that stand in the text are tried and masked in everything that is
 * returned.
 */
export function examinePaste(text: string, paste: Paste, { index, secret, now }: ExaminationOptions): PasteDiagnosis {
  const places = secretPlaces(text, paste.secrets, secret);
  const seen = [...new Set(places.map(({ start, end }) => text.slice(start, end)))];
  const warnings = places.map((place) => finding('secretInText', { place }));
  const request = paste.requests[index] ?? paste.requests[0];
  if (request === undefined) {
    const nothing = nothingToExamine(finding('noRequest'));
    return { ...nothing, findings: inOrder([...nothing.findings, ...warnings]), secretSeen: seen.length > 0 };
  }
  const starts = paste.requests.map(({ place }) => place.start).filter((start) => start > request.place.start);
  const view = viewRequest(request, text, Math.min(text.length, ...starts));
  const known = secret === null ? seen : [secret];
  const keys = known.flatMap((each) => decodeBase64(each) ?? []).filter(({ length }) => length >= MIN_KEY_BYTES);
  const examination = examineRequest(view, { keys, areSure: secret !== null, now });
  const count = paste.requests.length;
  const several = count > 1 ? [finding('severalRequests', { place: request.place, facts: { count } })] : [];
  const mask = maskWith(secret === null ? seen : [...seen, secret]);
  return {
    ...examination,
    needsSecret: secret === null && examination.needsSecret,
    requests: count,
    format: request.format,
    findings: inOrder([...examination.findings, ...warnings, ...several]).map((each) => maskFinding(each, mask)),
    stringToSign: examination.stringToSign === null ? null : mask(examination.stringToSign),
    secretSeen: seen.length > 0,
    token: parameterOf(view, 'Credential')?.value ?? null,
  };
}

/** Returns the texts that look like secrets. */
export function secretTexts(text: string, { secrets }: Paste): string[] {
  return [...new Set(secrets.map(({ start, end }) => text.slice(start, end)))];
}

/** Places of texts that look like secrets, and of the secret of the key itself. */
function secretPlaces(text: string, found: readonly Place[], secret: string | null): Place[] {
  const own: Place[] = [];
  for (
    let at = secret === null ? -1 : text.indexOf(secret);
    secret !== null && at >= 0;
    at = text.indexOf(secret, at + 1)
  ) {
    own.push({ start: at, end: at + secret.length });
  }
  const isNew = ({ start, end }: Place) => !found.some((other) => other.start < end && start < other.end);
  return [...found, ...own.filter(isNew)];
}
