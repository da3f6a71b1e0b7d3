import type { Diagnosis, Finding, FindingCode } from '../../../shared/model/doctor.ts';
import { FINDINGS } from '../../../shared/model/doctor.ts';
import { checkAddress } from './checks/addressChecks.ts';
import { checkAuthorization, checkLineBreaks, checkSignedHeaders } from './checks/authorizationChecks.ts';
import { checkBody } from './checks/bodyChecks.ts';
import { checkDate } from './checks/dateChecks.ts';
import { checkPlaceholders } from './checks/placeholderChecks.ts';
import { explainedBody, explainedSignature } from './checks/platformExplanations.ts';
import { checkRejected, checkResponse } from './checks/responseChecks.ts';
import { rebuildStringToSign, type Verification, verifySignature } from './checks/signatureChecks.ts';
import { inOrder } from './findings.ts';
import type { RequestView } from './requestView.ts';

/** What an examination of one request yields. */
export type Examination = Pick<Diagnosis, 'findings' | 'needsSecret' | 'isVerified' | 'stringToSign'>;

/** Challenges of the platform, which follow those of Azure App Configuration. */
const EXPIRED = 'The access token has expired';

/** Findings that say why the text is not what was signed, so that nothing can be said of the secret. */
const UNLIKE_SENT: readonly FindingCode[] = [
  'addressNotAscii',
  'addressWithSpace',
  'hostContradicts',
  'placeholderLeft',
  'changedOnTheWay',
];

/** With what a request is examined. */
export interface Evidence {
  /** Secret keys to verify the signature with, decoded; empty to examine what needs none. */
  readonly keys: readonly Uint8Array[];
  /** Whether one of them is that of the token, so that another signature is wrong; `false` if they only look like keys. */
  readonly areSure: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Examines a request without sending anything. */
export function examineRequest(view: RequestView, { keys, areSure, now }: Evidence): Examination {
  const verification = verifyWith(view, keys, areSure);
  const explained = explainedSignature(view);
  // The platform has seen the request that arrived; the text may show another.
  const isVerified = verification?.isRight === true && explained.length === 0;
  const isExplained = verification?.findings.some(({ code }) => code !== 'signedWithOtherSecret') === true;
  const body = checkBody(view);
  const findings = [
    ...checkPlaceholders(view),
    ...checkAddress(view),
    ...checkAuthorization(view),
    ...checkLineBreaks(view),
    ...checkSignedHeaders(view),
    ...checkDate(view, now),
    ...body,
    ...checkResponse(view),
    ...(body.some(({ code }) => code.startsWith('body') && code !== 'bodyCutByCurl') ? [] : explainedBody(view)),
    ...(isExplained || explained.length === 0 ? (verification?.findings ?? []) : explained),
    ...(isVerified ? checkRejected(view) : []),
  ];
  const sorted = inOrder(
    [...findings, ...expiry(view, findings)].filter((each) => isTenable(each, findings, isVerified)),
  );
  const stringToSign = rebuildStringToSign(view);
  return {
    findings: sorted,
    needsSecret: verification === null && stringToSign !== null && !sorted.some(isError),
    isVerified,
    stringToSign,
  };
}

/** The right secret among several is the one with which the signature can be explained. */
function verifyWith(view: RequestView, keys: readonly Uint8Array[], areSure: boolean): Verification | null {
  const results = keys.flatMap((key) => verifySignature(view, key) ?? []);
  const explained = results.find(({ findings }) => findings.every(({ code }) => code !== 'signedWithOtherSecret'));
  return explained ?? (areSure ? (results[0] ?? null) : null);
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
      return !isVerified;
    case 'placeholderLeft':
      // Neither `Authorization` nor the body itself is signed.
      return !isVerified || facts.where === 'authorization' || facts.where === 'body';
    case 'changedOnTheWay':
      // Another mistake is the simpler reason.
      return facts.what !== 'unknown' || !others.some((other) => isError(other) && other.code !== code);
    default:
      return true;
  }
}

function isError({ code }: Finding): boolean {
  return FINDINGS[code] === 'error';
}
