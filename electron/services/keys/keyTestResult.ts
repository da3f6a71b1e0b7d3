import type { AccountProblem, AuthenticationKey, KeyReference } from '../../../shared/model/key.ts';
import type { KeyTestCode, KeyTestError, KeyTestResult } from '../../../shared/model/keyTest.ts';
import { meansNoResponse } from '../../../shared/model/offline.ts';
import type { AppError, ErrorCode } from '../../../shared/result.ts';
import type { ProbeArrival, ProbeResponse } from '../../ports.ts';

/** Clock difference from which a result mentions it, in milliseconds: requests take time, and `Date` has seconds. */
const CLOCK_WARNING_MS = 60_000;

/** What a test found about one key, without the properties of the key. */
export type Finding = Omit<KeyTestResult, keyof TestedKey | 'testedAt'>;
/** The properties of a key that its result repeats. */
export type TestedKey = KeyReference & Pick<AuthenticationKey, 'version' | 'accountProblem'>;

/** Returns the finding with this code; omitted facts are `null`. */
export function finding(code: KeyTestCode, facts: Partial<Omit<Finding, 'code'>> = {}): Finding {
  return { code, clockAheadSeconds: null, sent: null, received: null, error: null, ...facts };
}

/** The finding for a key that was not tested. @param reason why not; `null` if the user stopped the test. */
export function notTested(reason: KeyTestError | null): Finding {
  return finding('notTested', { error: reason });
}

/**
 * Returns what the response to a call signed with a key says about the key.
 * @param localTime clock of this computer when the response was created, milliseconds since the epoch.
 */
export function findingOf({ outcome, serverTime, signsBareHost, arrival }: ProbeResponse, localTime: number): Finding {
  const aheadMs = serverTime === null ? null : localTime - serverTime;
  const clockAheadSeconds = aheadMs === null ? null : Math.round(aheadMs / 1000);
  if (!outcome.ok) {
    return rejection(outcome.error, arrival, clockAheadSeconds);
  }
  if (signsBareHost) {
    return finding('hostWithoutPort', { clockAheadSeconds });
  }
  const isClockOff = aheadMs !== null && Math.abs(aheadMs) > CLOCK_WARNING_MS;
  return finding(isClockOff ? 'clockOff' : 'works', { clockAheadSeconds });
}

/** Returns the finding for a secret that could not be read. */
export function unreadSecret(error: AppError): Finding {
  if (error.code === 'NOT_FOUND' || error.code === 'KEY_REPLACED') {
    return finding('unknownToken', { error: errorOf(error) });
  }
  // The platform was not reached; a test would have ended alike.
  return meansNoResponse(error.code)
    ? rejection(error, null, null)
    : finding('secretNotRead', { error: errorOf(error) });
}

const ACCOUNT_CODES: Readonly<Record<AccountProblem, KeyTestCode>> = {
  archived: 'accountArchived',
  deactivated: 'accountDeactivated',
  noPermission: 'noApiCalls',
};

const REWRITTEN = { path: 'pathRewritten', host: 'hostRewritten', header: 'headerRewritten' } as const;

function rejection(error: AppError, arrival: ProbeArrival | null, clockAheadSeconds: number | null): Finding {
  const facts = { clockAheadSeconds, error: errorOf(error) };
  switch (error.code) {
    case 'UNAUTHORIZED':
      return rejectedCredential(error, arrival, facts);
    case 'NOT_PERMITTED':
      return finding(error.reason?.kind === 'account' ? ACCOUNT_CODES[error.reason.problem] : 'notPermitted', facts);
    case 'CLOCK_SKEW':
      return finding('clockRejected', facts);
    case 'THROTTLED':
      return finding('throttled', facts);
    case 'INTERCEPTED':
      return finding('intercepted', { ...facts, clockAheadSeconds: null });
    case 'UNREACHABLE':
    case 'TIMEOUT':
      return finding('notReachable', { ...facts, clockAheadSeconds: null });
    default:
      return finding('platformFailed', facts);
  }
}

function rejectedCredential(
  { reason }: AppError,
  arrival: ProbeArrival | null,
  facts: Partial<Omit<Finding, 'code'>>,
): Finding {
  if (reason?.kind === 'credential') {
    const { problem } = reason;
    return finding(problem === 'expired' || problem === 'unknownToken' ? problem : 'signatureRemoved', facts);
  }
  if (reason?.kind === 'signature' && arrival?.kind === 'unchanged') {
    return finding('wrongSecret', facts);
  }
  if (arrival?.kind === 'changed') {
    const { part, sent, received } = arrival;
    return finding(REWRITTEN[part], { ...facts, sent, received });
  }
  return finding('signatureRejected', facts);
}

/** Returns the part of an error that a result contains. */
export function errorOf({ code, detail, reason, times }: AppError): KeyTestError {
  return {
    code,
    detail: detail ?? null,
    networkCause: reason?.kind === 'network' ? reason.cause : null,
    interception: reason?.kind === 'interception' ? reason.by : null,
    retryAt: times?.retryAt ?? null,
  };
}

/** Whether the request was accepted or rejected because of the key: so it arrived as it was signed. */
export function provesArrival({ code }: Finding): boolean {
  return SIGNATURE_ACCEPTED.has(code);
}

const SIGNATURE_ACCEPTED: ReadonlySet<KeyTestCode> = new Set([
  'works',
  'clockOff',
  'hostWithoutPort',
  'expired',
  'accountArchived',
  'accountDeactivated',
  'noApiCalls',
  'notPermitted',
]);

/** Findings that other keys of the same connection would get, too. */
const CONCERNS_ALL: ReadonlySet<KeyTestCode> = new Set([
  'pathRewritten',
  'hostRewritten',
  'headerRewritten',
  'signatureRemoved',
  'clockRejected',
  'intercepted',
  'notReachable',
]);

/** Errors that concern one call only, of the platform and of reading a secret. */
const CONCERNS_ONE_CALL: ReadonlySet<ErrorCode> = new Set(['SERVER_FAILED', 'BAD_RESPONSE', 'TOO_LARGE']);

/** Whether testing the other keys of the connection would end alike. */
export function concernsAll({ code, error }: Finding): boolean {
  return (
    CONCERNS_ALL.has(code) ||
    ((code === 'platformFailed' || code === 'secretNotRead') && error !== null && !CONCERNS_ONE_CALL.has(error.code))
  );
}
