import type { ConnectionTestProblem, ConnectionTestResult } from '../../shared/model/connectionTest.ts';
import {
  AppError,
  type ErrorCode,
  type FailureReason,
  type Interception,
  type NetworkCause,
} from '../../shared/result.ts';

const network = (cause: NetworkCause): FailureReason => ({ kind: 'network', cause, sent: 'nothing' });
const interception = (by: Interception): FailureReason => ({ kind: 'interception', by });

/** The error that a call over the tested connection would fail with. */
const ERRORS: Readonly<Record<ConnectionTestProblem, { readonly code: ErrorCode; readonly reason?: FailureReason }>> = {
  proxyFailed: { code: 'UNREACHABLE', reason: network('proxy') },
  nameUnknown: { code: 'UNREACHABLE', reason: network('name') },
  refused: { code: 'UNREACHABLE', reason: network('refused') },
  timeout: { code: 'TIMEOUT' },
  unreachable: { code: 'UNREACHABLE' },
  notEncrypted: { code: 'UNREACHABLE', reason: network('tls') },
  certificateUntrusted: { code: 'UNREACHABLE', reason: network('certificateUntrusted') },
  certificateOtherAuthority: { code: 'UNREACHABLE', reason: network('certificateUntrusted') },
  certificateSelfSigned: { code: 'UNREACHABLE', reason: network('certificateUntrusted') },
  certificateIssuerUnknown: { code: 'UNREACHABLE', reason: network('certificateUntrusted') },
  certificateOwnExpired: { code: 'UNREACHABLE', reason: network('certificateExpired') },
  certificateExpired: { code: 'UNREACHABLE', reason: network('certificateExpired') },
  certificateName: { code: 'UNREACHABLE', reason: network('certificateName') },
  tlsFailed: { code: 'UNREACHABLE', reason: network('tls') },
  redirected: { code: 'REDIRECT_REFUSED' },
  noService: { code: 'SERVICE_MISSING' },
  servicePathFound: { code: 'SERVICE_MISSING' },
  serviceNotListed: { code: 'SERVICE_MISSING' },
  notPlatform: { code: 'INTERCEPTED', reason: interception('page') },
  intercepted: { code: 'INTERCEPTED' },
  otherSignIn: { code: 'INTERCEPTED', reason: interception('signIn') },
  hostNotAllowed: { code: 'HOST_NOT_ALLOWED' },
  requestAltered: { code: 'REQUEST_ALTERED' },
  serverFailed: { code: 'SERVER_FAILED' },
  throttled: { code: 'THROTTLED' },
  clockOff: { code: 'CLOCK_SKEW' },
  clockRejected: { code: 'CLOCK_SKEW' },
  credentialRejected: { code: 'UNAUTHORIZED' },
  signatureRejected: { code: 'UNAUTHORIZED', reason: { kind: 'signature' } },
  hostWithoutPort: { code: 'UNAUTHORIZED', reason: { kind: 'signature' } },
  credentialMissing: { code: 'PASSWORD_MISSING' },
  notPermitted: { code: 'NOT_PERMITTED' },
  readOnly: { code: 'NOT_PERMITTED' },
};

/** Rejects a connection whose test failed. @throws AppError. */
export function assertPassed(steps: readonly ConnectionTestResult[]): void {
  const failed = steps.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined) {
    const { code, reason } =
      failed.problem === null ? { code: 'UNREACHABLE' as const, reason: undefined } : ERRORS[failed.problem];
    throw new AppError(code, `The connection test failed: ${failed.step}.`, {
      reason,
      detail: failed.detail ?? undefined,
    });
  }
}
