import { MAX_CLOCK_SKEW_MS } from '../../../shared/hmac/stringToSign.ts';
import { parseHttpDate } from '../../../shared/httpDate.ts';
import { AppError } from '../../../shared/result.ts';
import { HttpError } from './httpErrors.ts';

/** Maximum correction. A larger difference is a wrong date, which the user has to correct. */
const MAX_CORRECTION_MS = 24 * 60 * 60 * 1000;
/** Tolerance within which clocks agree: `Date` has a resolution of seconds, and requests take time. */
const AGREEMENT_MS = 60_000;

/** The platform's messages for a rejected date. */
const DATE_REJECTED = /error_description="(?:The access token has expired|Invalid access token date)"/;

/** Offset of each installation's clock from ours, in milliseconds by address; held in memory. */
export type ClockOffsets = Map<string, number>;

/** Dependencies of the correction. */
export interface CorrectionOptions {
  readonly address: string;
  readonly offsets: ClockOffsets;
  /** The clock of this computer, milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly onClockOffset: (offsetMs: number) => void;
}

/**
 * Wraps an attempt: when the installation rejects the date of the signature, the attempt is repeated with the installation's
 * date. Corrects once per call, so that an installation that keeps rejecting does not cause a loop.
 * @param attempt signs with our clock plus the offset of the address.
 */
export function withClockCorrection<Parameters extends unknown[], Answer>(
  attempt: (...parameters: Parameters) => Promise<Answer>,
  { address, offsets, now, onClockOffset }: CorrectionOptions,
): (...parameters: Parameters) => Promise<Answer> {
  let isCorrected = false;
  return async (...parameters) => {
    for (;;) {
      const startedAt = now();
      // Another call may have corrected the clock in the meantime.
      const signedWith = offsets.get(address) ?? 0;
      try {
        return await attempt(...parameters);
      } catch (error) {
        const here = (startedAt + now()) / 2;
        if (!isDateRejected(error, here + signedWith)) {
          throw error;
        }
        const there = serverTime(error.head.headers);
        if (isCorrected || there === null || Math.abs(there - here) > MAX_CORRECTION_MS) {
          throw clockSkewError(error, here, there);
        }
        isCorrected = true;
        if (Math.abs(there - here - (offsets.get(address) ?? 0)) >= AGREEMENT_MS) {
          const offset = Math.abs(there - here) < AGREEMENT_MS ? 0 : there - here;
          offsets.set(address, offset);
          onClockOffset(offset);
        }
      }
    }
  };
}

/** The installation's clock from its `Date` header, in milliseconds since the epoch; `null` if missing or invalid. */
export function serverTime(headers: Pick<Headers, 'get'>): number | null {
  return parseHttpDate(headers.get('date') ?? '');
}

/**
 * The platform uses one text for a wrong date and for an expired key; its `Date` header tells them apart.
 */
function isDateRejected(error: unknown, signedAt: number): error is HttpError {
  if (!(error instanceof HttpError) || error.code !== 'UNAUTHORIZED') {
    return false;
  }
  const there = serverTime(error.head.headers);
  const isFarOff = there === null || Math.abs(there - signedAt) > MAX_CLOCK_SKEW_MS - AGREEMENT_MS;
  return isFarOff && DATE_REJECTED.test(error.head.headers.get('www-authenticate') ?? '');
}

function clockSkewError(rejection: HttpError, here: number, there: number | null): AppError {
  const times = there === null ? {} : { here: new Date(here).toISOString(), there: new Date(there).toISOString() };
  return new AppError('CLOCK_SKEW', 'The date of the request was refused.', {
    cause: rejection,
    detail: rejection.detail,
    times,
  });
}
