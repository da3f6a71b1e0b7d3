import { WRONG_SIGNATURE } from '../../../../shared/hmac/stringToSign.ts';
import type { Finding, FindingCode } from '../../../../shared/model/doctor.ts';
import { finding } from '../findings.ts';
import type { RequestView } from '../requestView.ts';

/** What a code or challenge of the platform says of the request. */
const BY_CODE: Readonly<Record<string, FindingCode>> = {
  HostNotAllowed: 'hostNotAllowed',
  NotPermitted: 'notPermitted',
  UnknownMethod: 'methodUnknown',
  Throttled: 'throttled',
};

/** Evaluates the response. The words of the platform are passed on; decisions rest on codes and challenges alone. */
export function checkResponse({ response, request }: RequestView): Finding[] {
  const { code, challenge, message, status, other } = response;
  const place = request.response?.status?.place ?? null;
  const facts: Record<string, string | number> = status === null ? {} : { status };
  const found = code === null ? undefined : BY_CODE[code];
  return [
    ...(found === undefined ? [] : [finding(found, { place, found: message, facts })]),
    ...(challenge === 'Invalid Credential' ? [finding('tokenUnknown', { place, facts })] : []),
    ...(other === null ? [] : [finding('otherServer', { place, facts: { ...facts, server: other.server } })]),
    ...(message !== null && found === undefined ? [finding('platformExplains', { place, found: message, facts })] : []),
  ];
}

/** A right signature that was rejected as wrong: something on the way has changed what is signed, without saying what. */
export function checkRejected({ response, request, body }: RequestView): Finding[] {
  const place = request.response?.status?.place ?? null;
  return response.challenge === WRONG_SIGNATURE && response.arrived === null && body !== null
    ? [finding('changedOnTheWay', { place, facts: { what: 'unknown' } })]
    : [];
}
