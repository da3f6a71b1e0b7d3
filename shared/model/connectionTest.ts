import { z } from 'zod';

/** Steps of a connection test, in order; each depends on the previous one. */
export const CONNECTION_TEST_STEPS = [
  'proxy',
  'name',
  'reach',
  'tls',
  'service',
  'clock',
  'credential',
  'permission',
] as const;
/** One step out of {@link CONNECTION_TEST_STEPS}. */
export type ConnectionTestStep = (typeof CONNECTION_TEST_STEPS)[number];

/** Why a step failed or passed with a warning. */
const CONNECTION_TEST_PROBLEMS = [
  'proxyFailed',
  'nameUnknown',
  'refused',
  'timeout',
  'unreachable',
  'notEncrypted',
  'certificateUntrusted',
  'certificateOtherAuthority',
  'certificateSelfSigned',
  'certificateIssuerUnknown',
  'certificateOwnExpired',
  'certificateExpired',
  'certificateName',
  'tlsFailed',
  'redirected',
  'noService',
  'servicePathFound',
  'serviceNotListed',
  'notPlatform',
  'intercepted',
  'otherSignIn',
  'hostNotAllowed',
  'requestAltered',
  'serverFailed',
  'throttled',
  'clockOff',
  'clockRejected',
  'credentialRejected',
  'signatureRejected',
  'hostWithoutPort',
  'credentialMissing',
  'notPermitted',
  'readOnly',
] as const;
/** One problem out of {@link CONNECTION_TEST_PROBLEMS}. */
export type ConnectionTestProblem = (typeof CONNECTION_TEST_PROBLEMS)[number];

/**
 * Result of one step. `notReached`: an earlier step failed, or the result is unknown. `detail` needs no translation: a
 * proxy, a network error code or the text of the platform; for `clock` the seconds by which this computer is ahead of
 * the installation; for `tls` `loopback` if no encryption is needed; for `certificateIssuerUnknown` the name of the issuer;
 * for `servicePathFound` the path.
 */
export const connectionTestResultSchema = z.object({
  step: z.enum(CONNECTION_TEST_STEPS),
  outcome: z.enum(['passed', 'warning', 'failed', 'notReached']),
  problem: z.enum(CONNECTION_TEST_PROBLEMS).nullable(),
  detail: z.string().nullable(),
});
/** Result of one step. */
export type ConnectionTestResult = Readonly<z.infer<typeof connectionTestResultSchema>>;
