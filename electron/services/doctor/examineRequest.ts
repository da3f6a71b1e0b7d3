import type { Diagnosis, Finding, FindingCode } from '../../../shared/model/doctor.ts';
import { FINDINGS } from '../../../shared/model/doctor.ts';
import { checkAddress } from './checks/addressChecks.ts';
import { checkAuthorization, checkLineBreaks, checkSignedHeaders } from './checks/authorizationChecks.ts';
import { checkBody } from './checks/bodyChecks.ts';
import { checkDate } from './checks/dateChecks.ts';
import { checkPlaceholders } from './checks/placeholderChecks.ts';
import { checkRejected, checkResponse } from './checks/responseChecks.ts';
import { rebuildStringToSign, type Verification, verifySignature } from './checks/signatureChecks.ts';
import { inOrder } from './findings.ts';
import type { RequestView } from './requestView.ts';

/** What an examination of one request yields. */
export type Examination = Pick<Diagnosis, 'findings' | 'needsSecret' | 'isVerified' | 'stringToSign'>;

/** Challenges of the platform, which follow those of Azure App Configuration. */
const EXPIRED = 'The access token has expired';

/** Findings that a right signature disproves: what was signed is what is examined. */
const DISPROVED: readonly FindingCode[] = ['addressNotAscii', 'addressWithSpace', 'hostContradicts'];
/** Findings that say why the text is not what was signed, so that nothing can be said of the secret. */
const UNLIKE_SENT: readonly FindingCode[] = [...DISPROVED, 'placeholderLeft', 'changedOnTheWay'];

/**
 * Examines a request without sending anything.
 * @param keys secret keys to verify the signature with, decoded; empty to examine what needs none.
 * @param now milliseconds since the epoch.
 */
export function examineRequest(view: RequestView, keys: readonly Uint8Array[], now: number): Examination {
  const verification = verifyWith(view, keys);
  const isVerified = verification?.isRight === true;
  const findings = [
    ...checkPlaceholders(view),
    ...checkAddress(view),
    ...checkAuthorization(view),
    ...checkLineBreaks(view),
    ...checkSignedHeaders(view),
    ...checkDate(view, now),
    ...checkBody(view),
    ...checkResponse(view),
    ...(verification?.findings ?? []),
    ...(isVerified ? checkRejected(view) : []),
  ];
  const sorted = inOrder(
    [...findings, ...expiry(view, findings)].filter((each) => isTenable(each, findings, isVerified)),
  );
  const stringToSign = rebuildStringToSign(view);
  return {
    findings: sorted,
    needsSecret: keys.length === 0 && stringToSign !== null && !sorted.some(isError),
    isVerified,
    stringToSign,
  };
}

/** The right secret among several is the one with which the signature can be explained. */
function verifyWith(view: RequestView, keys: readonly Uint8Array[]): Verification | null {
  const results = keys.flatMap((key) => verifySignature(view, key) ?? []);
  const explained = results.find(({ findings }) => findings.every(({ code }) => code !== 'signedWithOtherSecret'));
  return explained ?? results[0] ?? null;
}

/** The same challenge is sent for an old date and for an expired key; an old date is found by itself. */
function expiry({ response, request }: RequestView, findings: readonly Finding[]): Finding[] {
  const isOld = findings.some(({ code }) => code === 'clockBehind' || code === 'clockAhead' || code === 'dateLongAgo');
  return response.challenge === EXPIRED && !isOld
    ? [{ code: 'keyExpired', place: request.response?.status?.place ?? null, found: null, expected: null, facts: {} }]
    : [];
}

/** Whether nothing else that is known contradicts a finding. */
function isTenable({ code, facts }: Finding, others: readonly Finding[], isVerified: boolean): boolean {
  const has = (wanted: FindingCode) => others.some((other) => other.code === wanted);
  switch (code) {
    case 'signedWithOtherSecret':
      return !UNLIKE_SENT.some(has);
    case 'hostContradicts':
      return !isVerified && !has('signedOtherHost');
    case 'placeholderLeft':
      // Neither `Authorization` nor the body itself is signed.
      return !isVerified || facts.where === 'authorization' || facts.where === 'body';
    default:
      return !isVerified || !DISPROVED.includes(code);
  }
}

function isError({ code }: Finding): boolean {
  return FINDINGS[code] === 'error';
}
