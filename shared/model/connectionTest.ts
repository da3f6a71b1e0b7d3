import { z } from 'zod';

/** The steps of a connection test, in the order in which one depends on the one before. */
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

/** Why a step has failed, or what is to be known about one that has passed with a warning. */
const CONNECTION_TEST_PROBLEMS = [
  'proxyFailed',
  'nameUnknown',
  'refused',
  'timeout',
  'unreachable',
  'notEncrypted',
  'certificateUntrusted',
  'certificateOtherAuthority',
  'certificateExpired',
  'certificateName',
  'tlsFailed',
  'redirected',
  'noService',
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
  'credentialMissing',
  'notPermitted',
  'readOnly',
] as const;
/** One problem out of {@link CONNECTION_TEST_PROBLEMS}. */
export type ConnectionTestProblem = (typeof CONNECTION_TEST_PROBLEMS)[number];

/**
 * What became of one step. `notReached`: an earlier step failed, or nothing is known about it. `detail` is a fact that
 * needs no translation: a proxy, a code of the network, what the platform said; for `clock` the seconds by which this
 * computer is ahead of the installation, for `tls` `loopback` where none is needed.
 */
export const connectionTestResultSchema = z.object({
  step: z.enum(CONNECTION_TEST_STEPS),
  outcome: z.enum(['passed', 'warning', 'failed', 'notReached']),
  problem: z.enum(CONNECTION_TEST_PROBLEMS).nullable(),
  detail: z.string().nullable(),
});
/** What became of one step. */
export type ConnectionTestResult = Readonly<z.infer<typeof connectionTestResultSchema>>;
