import { isPlainHttpToAnotherMachine } from '../../../shared/model/address.ts';
import {
  CONNECTION_TEST_STEPS,
  type ConnectionTestProblem,
  type ConnectionTestResult,
  type ConnectionTestStep,
} from '../../../shared/model/connectionTest.ts';
import type { KeyPermissions } from '../../../shared/model/key.ts';
import type { ErrorCode, Interception, NetworkCause } from '../../../shared/result.ts';
import type { AdminApiTarget, Clock, ConnectionProbe, ProbeResponse, ReadCertificates } from '../../ports.ts';

/** Clock difference from which the test warns, in milliseconds; well below the difference at which signatures fail. */
const CLOCK_WARNING_MS = 60_000;

/** Dependencies of {@link testConnection}. */
export interface ConnectionTestOptions {
  readonly probe: ConnectionProbe;
  readonly clock: Clock;
  readonly readCertificates: ReadCertificates;
}

/** The step at which a test stopped, and why. */
interface Stop {
  readonly step: ConnectionTestStep;
  readonly problem: ConnectionTestProblem;
  /** Replaces the detail of the error. */
  readonly detail?: string;
}

/**
 * Tests a target and reports each step: proxy, name, reach, TLS, key service, clock, credential, permission. All
 * results come from the one call that the application itself makes, so the test cannot pass where the application would
 * fail. Only to explain a certificate that was not trusted, it then looks at the chain that the server sends.
 */
export async function testConnection(
  options: ConnectionTestOptions,
  target: AdminApiTarget,
): Promise<ConnectionTestResult[]> {
  const { probe, clock } = options;
  const proxy = await probe.proxyFor(target);
  const askedAt = clock.now();
  const response = await probe.askPermissions(target);
  const localTime = (askedAt + clock.now()) / 2;
  const skew = response.serverTime === null || isForeign(response) ? null : localTime - response.serverTime;
  const stop = await findService(
    probe,
    target,
    await explainCertificate(
      options,
      stopOf(response, { hasProxy: proxy !== null, hasOwnAuthority: target.caCertificate !== null }),
      { target, hasProxy: proxy !== null },
    ),
  );
  return CONNECTION_TEST_STEPS.map((step) => {
    if (stop?.step === step) {
      return result(step, 'failed', stop.detail ?? failureDetail(response, step, skew), stop.problem);
    }
    // The proxy resolves the name and does not report whether that worked.
    const isUnknown = step === 'name' && proxy !== null;
    if (isUnknown || (stop !== null && isAfter(step, stop.step) && !(step === 'clock' && skew !== null))) {
      return result(step, 'notReached');
    }
    return passedStep(step, { target, proxy, skew, response });
  });
}

/** Problems after which the service may have another path: a method or a page is missing, or the page is another one. */
const MAYBE_OTHER_PATH: ReadonlySet<ConnectionTestProblem> = new Set(['noService', 'notPlatform']);

/** Looks for the path of the key service where the test has found no service, and tries it. */
async function findService(probe: ConnectionProbe, target: AdminApiTarget, stop: Stop | null): Promise<Stop | null> {
  if (stop === null || !MAYBE_OTHER_PATH.has(stop.problem)) {
    return stop;
  }
  const service = await probe.findService(target);
  if (service.kind === 'notListed' && stop.problem === 'noService') {
    return { ...stop, problem: 'serviceNotListed' };
  }
  if (service.kind !== 'found' || service.path === target.servicePath) {
    return stop;
  }
  const { outcome } = await probe.askPermissions({ ...target, servicePath: service.path });
  const isThere = outcome.ok || KNOWS_SERVICE.has(outcome.error.code);
  return isThere ? { ...stop, problem: 'servicePathFound', detail: service.path } : stop;
}

/** Errors that only a key service reports. */
const KNOWS_SERVICE: ReadonlySet<ErrorCode> = new Set(['UNAUTHORIZED', 'NOT_PERMITTED', 'THROTTLED']);

/**
 * Says which certificate is not trusted or has expired. Through a proxy the chain cannot be read, and the general problem
 * remains.
 */
async function explainCertificate(
  { probe, clock, readCertificates }: ConnectionTestOptions,
  stop: Stop | null,
  { target, hasProxy }: { readonly target: AdminApiTarget; readonly hasProxy: boolean },
): Promise<Stop | null> {
  if (stop?.problem === 'certificateExpired' && target.caCertificate !== null) {
    const isExpired = readCertificates(target.caCertificate).some(({ validTo }) => Date.parse(validTo) < clock.now());
    return isExpired ? { ...stop, problem: 'certificateOwnExpired' } : stop;
  }
  const isUntrusted = stop?.problem === 'certificateUntrusted' || stop?.problem === 'certificateOtherAuthority';
  const chain = isUntrusted && !hasProxy ? await probe.serverChain(target) : null;
  if (stop === null || chain === null) {
    return stop;
  }
  return chain.isSelfSigned
    ? { ...stop, problem: 'certificateSelfSigned', detail: chain.issuer }
    : { ...stop, problem: 'certificateIssuerUnknown', detail: chain.issuer };
}

/** Whether a test shows that keys could not be listed with this target. */
export function hasFailed(steps: readonly ConnectionTestResult[]): boolean {
  return steps.some(({ outcome }) => outcome === 'failed');
}

/** After these errors another server may have responded, whose clock is not that of the installation. */
const FOREIGN: ReadonlySet<ErrorCode> = new Set([
  'INTERCEPTED',
  'BAD_RESPONSE',
  'REDIRECT_REFUSED',
  'REQUEST_TOO_LARGE',
  'UNREACHABLE',
]);

function isForeign({ outcome }: ProbeResponse): boolean {
  return !outcome.ok && FOREIGN.has(outcome.error.code);
}

function result(
  step: ConnectionTestStep,
  outcome: ConnectionTestResult['outcome'],
  detail: string | null = null,
  problem: ConnectionTestProblem | null = null,
): ConnectionTestResult {
  return { step, outcome, problem, detail };
}

interface Findings {
  readonly target: AdminApiTarget;
  readonly proxy: string | null;
  readonly skew: number | null;
  readonly response: ProbeResponse;
}

function passedStep(step: ConnectionTestStep, { target, proxy, skew, response }: Findings): ConnectionTestResult {
  switch (step) {
    case 'proxy':
      return result(step, 'passed', proxy);
    case 'tls':
      return isPlainHttpToAnotherMachine(target.address)
        ? result(step, 'warning', null, 'notEncrypted')
        : result(step, 'passed', target.address.startsWith('http:') ? 'loopback' : null);
    case 'clock':
      if (skew === null) {
        return result(step, 'notReached');
      }
      return Math.abs(skew) > CLOCK_WARNING_MS
        ? result(step, 'warning', seconds(skew), 'clockOff')
        : result(step, 'passed', seconds(skew));
    case 'credential':
      return response.signsBareHost ? result(step, 'warning', null, 'hostWithoutPort') : result(step, 'passed');
    case 'permission':
      return response.outcome.ok && isReadOnly(response.outcome.data)
        ? result(step, 'warning', null, 'readOnly')
        : result(step, 'passed');
    default:
      return result(step, 'passed');
  }
}

function isReadOnly({ canCreate, canEdit, canDelete }: KeyPermissions): boolean {
  return !canCreate && !canEdit && !canDelete;
}

function isAfter(step: ConnectionTestStep, other: ConnectionTestStep): boolean {
  return CONNECTION_TEST_STEPS.indexOf(step) > CONNECTION_TEST_STEPS.indexOf(other);
}

function failureDetail({ outcome }: ProbeResponse, step: ConnectionTestStep, skew: number | null): string | null {
  if (step === 'clock' && skew !== null) {
    return seconds(skew);
  }
  return outcome.ok ? null : (outcome.error.detail ?? null);
}

/** The header has a resolution of one second and the request takes time, so less than two seconds count as none. */
function seconds(milliseconds: number): string {
  return String(Math.abs(milliseconds) < 2000 ? 0 : Math.round(milliseconds / 1000));
}

/** How the target is reached. */
interface Route {
  readonly hasProxy: boolean;
  readonly hasOwnAuthority: boolean;
}

/** Steps at which network causes stop a test. */
const NETWORK_STOPS: Readonly<Record<Exclude<NetworkCause, 'broken' | 'other'>, Stop>> = {
  proxy: { step: 'proxy', problem: 'proxyFailed' },
  name: { step: 'name', problem: 'nameUnknown' },
  refused: { step: 'reach', problem: 'refused' },
  certificateExpired: { step: 'tls', problem: 'certificateExpired' },
  certificateName: { step: 'tls', problem: 'certificateName' },
  certificateUntrusted: { step: 'tls', problem: 'certificateUntrusted' },
  tls: { step: 'tls', problem: 'tlsFailed' },
};

/** Where a test stopped; `null` if it did not. */
function stopOf({ outcome }: ProbeResponse, route: Route): Stop | null {
  if (outcome.ok) {
    return outcome.data.canView ? null : { step: 'permission', problem: 'notPermitted' };
  }
  const { code, reason } = outcome.error;
  switch (code) {
    case 'UNREACHABLE':
      return networkStop(reason?.kind === 'network' ? reason.cause : 'other', route);
    case 'TIMEOUT':
      return { step: 'reach', problem: 'timeout' };
    case 'UNAUTHORIZED':
      return { step: 'credential', problem: reason?.kind === 'signature' ? 'signatureRejected' : 'credentialRejected' };
    case 'CLOCK_SKEW':
      return { step: 'clock', problem: 'clockRejected' };
    case 'PASSWORD_MISSING':
    case 'KEYCHAIN_UNAVAILABLE':
      return { step: 'credential', problem: 'credentialMissing' };
    case 'NOT_PERMITTED':
      return { step: 'permission', problem: 'notPermitted' };
    case 'INTERCEPTED':
      return {
        step: 'service',
        problem: reason?.kind === 'interception' ? INTERCEPTION_PROBLEMS[reason.by] : 'intercepted',
      };
    default:
      return { step: 'service', problem: SERVICE_PROBLEMS[code] ?? 'notPlatform' };
  }
}

const INTERCEPTION_PROBLEMS: Readonly<Record<Interception, ConnectionTestProblem>> = {
  missing: 'noService',
  signIn: 'otherSignIn',
  page: 'notPlatform',
  unavailable: 'intercepted',
  pause: 'intercepted',
  rejected: 'intercepted',
};

function networkStop(cause: NetworkCause, { hasProxy, hasOwnAuthority }: Route): Stop {
  if (cause === 'certificateUntrusted' && hasOwnAuthority) {
    return { step: 'tls', problem: 'certificateOtherAuthority' };
  }
  if (cause === 'other' || cause === 'broken') {
    return hasProxy ? NETWORK_STOPS.proxy : { step: 'reach', problem: 'unreachable' };
  }
  return NETWORK_STOPS[cause];
}

const SERVICE_PROBLEMS: Readonly<Partial<Record<ErrorCode, ConnectionTestProblem>>> = {
  REDIRECT_REFUSED: 'redirected',
  SERVICE_MISSING: 'noService',
  HOST_NOT_ALLOWED: 'hostNotAllowed',
  REQUEST_ALTERED: 'requestAltered',
  REQUEST_TOO_LARGE: 'intercepted',
  SERVER_FAILED: 'serverFailed',
  THROTTLED: 'throttled',
};
