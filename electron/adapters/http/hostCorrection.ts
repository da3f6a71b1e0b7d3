import { AppError } from '../../../shared/result.ts';
import { HttpError } from './httpErrors.ts';

/** Addresses whose installation receives the host of a request without its port, as found in this run. */
export type BareHosts = Set<string>;

/** Dependencies of the correction. */
export interface HostCorrectionOptions {
  readonly address: string;
  readonly bareHosts: BareHosts;
  /** Called when the installation has accepted a signature for the host without its port. */
  readonly onBareHost: () => void;
}

/**
 * Wraps an attempt to an address with a port of its own. A reverse proxy may pass on the host without that port (nginx
 * with `Host $host`), so that no signature for host and port fits: after one is rejected, the attempt is repeated once
 * with a signature for the other form. Where the request is sent does not change. The form that was accepted is used
 * from then on.
 * @param attempt signs the host without its port if the first argument says so.
 */
export function withHostCorrection<Parameters extends unknown[], Answer>(
  attempt: (signsBareHost: boolean, ...parameters: Parameters) => Promise<Answer>,
  { address, bareHosts, onBareHost }: HostCorrectionOptions,
): (...parameters: Parameters) => Promise<Answer> {
  const note = (isBare: boolean): void => {
    if (isBare) {
      bareHosts.add(address);
      onBareHost();
    } else {
      bareHosts.delete(address);
    }
  };
  return async (...parameters) => {
    const isBare = bareHosts.has(address);
    try {
      const answer = await attempt(isBare, ...parameters);
      note(isBare);
      return answer;
    } catch (rejection) {
      if (!isSignatureRejected(rejection) || new URL(address).port === '') {
        throw rejection;
      }
      try {
        const answer = await attempt(!isBare, ...parameters);
        note(!isBare);
        return answer;
      } catch (error) {
        if (isSignatureRejected(error)) {
          throw rejection;
        }
        if (error instanceof HttpError && error.code !== 'INTERCEPTED') {
          note(!isBare);
        }
        throw error;
      }
    }
  };
}

function isSignatureRejected(error: unknown): boolean {
  return error instanceof AppError && error.reason?.kind === 'signature';
}
