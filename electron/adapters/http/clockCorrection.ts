import { MAXIMUM_CLOCK_SKEW_MS } from '../../../shared/hmac/stringToSign.ts';
import { AppError } from '../../../shared/result.ts';
import { readHttpDate } from './httpDate.ts';
import { HttpError } from './httpErrors.ts';

/** A clock that is further off is a wrong date, which only the user can put right. */
const MAX_CORRECTION_MS = 24 * 60 * 60 * 1000;
/** Clocks that differ by less agree: the header is to the second, and requests take their time. */
const AGREEMENT_MS = 60_000;

/** What the platform says of a date that it does not accept. */
const DATE_REJECTED = /error_description="(?:The access token has expired|Invalid access token date)"/;

/** How far the clock of each installation is ahead of ours, in milliseconds by address; kept for this run. */
export type ClockOffsets = Map<string, number>;

/** What the correction works with. */
export interface CorrectionOptions {
  readonly address: string;
  readonly offsets: ClockOffsets;
  /** The clock of this computer, milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly onClockOffset: (offsetMs: number) => void;
}

/**
 * Returns an attempt that is made once more with the date of the installation when the installation has refused ours.
 * It corrects once, however often it is made: an installation that goes on refusing is not asked forever.
 * @param attempt signs with the clock plus the offset of the address.
 */
export function withClockCorrection<Parameters extends unknown[], Answer>(
  attempt: (...parameters: Parameters) => Promise<Answer>,
  { address, offsets, now, onClockOffset }: CorrectionOptions,
): (...parameters: Parameters) => Promise<Answer> {
  let isCorrected = false;
  return async (...parameters) => {
    for (;;) {
      const startedAt = now();
      // Another call may correct the clock while this one is on its way.
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

/** The clock of the installation out of its `Date` header, milliseconds since the epoch; `null` for none or garbage. */
export function serverTime(headers: Pick<Headers, 'get'>): number | null {
  return readHttpDate(headers.get('date'));
}

/**
 * The platform has one text for a wrong date and for a key that has expired; where it tells its clock, that decides.
 */
function isDateRejected(error: unknown, signedAt: number): error is HttpError {
  if (!(error instanceof HttpError) || error.code !== 'UNAUTHORIZED') {
    return false;
  }
  const there = serverTime(error.head.headers);
  const isFarOff = there === null || Math.abs(there - signedAt) > MAXIMUM_CLOCK_SKEW_MS - AGREEMENT_MS;
  return isFarOff && DATE_REJECTED.test(error.head.headers.get('www-authenticate') ?? '');
}

function clockSkewError(refusal: HttpError, here: number, there: number | null): AppError {
  const times = there === null ? {} : { here: new Date(here).toISOString(), there: new Date(there).toISOString() };
  return new AppError('CLOCK_SKEW', 'The date of the request was refused.', {
    cause: refusal,
    detail: refusal.detail,
    times,
  });
}
