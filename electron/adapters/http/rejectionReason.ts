import type { ApiErrorBody } from '../../../shared/adminApi/errors.ts';
import { ACCOUNT_FIELD, ACCOUNT_PROBLEM_OF, INELIGIBILITY_REASONS } from '../../../shared/adminApi/keyService.ts';
import { EXPIRED, RECEIVED_TEXT_FIELD, UNKNOWN_TOKEN, WRONG_SIGNATURE } from '../../../shared/hmac/stringToSign.ts';
import type { FailureReason } from '../../../shared/result.ts';

/** What the platform says about a rejected signed request (docs/admin-api.md, "Authentication"). */
const HMAC_DESCRIPTION = /(?:^|,)\s*HMAC-SHA256\b,?\s*(?:error="[^"]*",?\s*)?error_description="([^"]*)"/i;
/** The challenge to a request without a signature: it has no parameters. */
const HMAC_WITHOUT_ERROR = /(?:^|,)\s*HMAC-SHA256\s*(?:,(?!\s*[\w-]+=)|$)/i;
/** Messages of the platform for a signed request of which something is missing. */
const INCOMPLETE =
  /^(?:\[Credential\]\[SignedHeaders\]\[Signature\] is required|Signed request header .+ is not provided|.+ is required as a signed header)$/;

/** Returns the description of an error in the challenge of the platform; `undefined` if there is none. */
export function hmacDescription(challenge: string): string | undefined {
  return HMAC_DESCRIPTION.exec(challenge)?.[1];
}

/**
 * Why a request was rejected with 401. The scheme tells its errors apart by their descriptions only, which the challenge
 * contains unchanged; the message of the body may say more.
 * Source: https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac
 */
export function credentialReason(challenge: string, body?: ApiErrorBody): FailureReason | undefined {
  const text = hmacDescription(challenge) ?? body?.Message ?? '';
  if (text === WRONG_SIGNATURE) {
    const received = body?.Details?.find(({ Field }) => Field === RECEIVED_TEXT_FIELD)?.Message;
    return received === undefined ? { kind: 'signature' } : { kind: 'signature', received };
  }
  if (text === UNKNOWN_TOKEN) {
    return { kind: 'credential', problem: 'unknownToken' };
  }
  if (text === EXPIRED) {
    return { kind: 'credential', problem: 'expired' };
  }
  if (INCOMPLETE.test(text.replace(/\\(?=["\\])/g, ''))) {
    return { kind: 'credential', problem: 'incomplete' };
  }
  return HMAC_WITHOUT_ERROR.test(challenge) ? { kind: 'credential', problem: 'unsigned' } : undefined;
}

/** Why the account that signs in may not use the API, from a 403; `undefined` if it may, or if the platform does not say. */
export function accountReason({ Details = [] }: ApiErrorBody): FailureReason | undefined {
  const word = Details.find(({ Field }) => Field === ACCOUNT_FIELD)?.Message;
  const reason = INELIGIBILITY_REASONS.find((one) => one === word);
  return reason === undefined ? undefined : { kind: 'account', problem: ACCOUNT_PROBLEM_OF[reason] };
}
