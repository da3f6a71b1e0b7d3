import { z } from 'zod';
import { MAX_FACT_LENGTH } from '../../../shared/model/installationFacts.ts';
import { instantSchema } from '../../../shared/model/instant.ts';
import type { AccountReading, ServerReading } from '../../ports.ts';
import { serverTime } from './clockCorrection.ts';
import type { Fetch } from './httpPost.ts';
import { fieldOf } from './webApiEnvelope.ts';

/** Time limit of a call for facts, in milliseconds: nobody waits for them, and the key list is more important. */
export const FACTS_LIMIT_MS = 10_000;

/** Server details, in camel or Pascal case. Every field may be missing or of another type. */
export const serverDetailsSchema = z.looseObject({}).transform((details) => ({
  version: textOf(fieldOf(details, 'version')),
  timeZone: textOf(fieldOf(details, 'timeZone')),
  databaseId: textOf(fieldOf(details, 'database')),
  time: instantOf(fieldOf(details, 'queryDate')),
}));

/** An account, of which only these fields are used; every one may be missing or of another type. */
export const accountReadingSchema = z.looseObject({}).transform(
  (account): AccountReading => ({
    timeZone: textOf(fieldOf(account, 'timeZone')),
    passwordExpiresAt: instantOf(fieldOf(account, 'passwordExpirationDate')),
  }),
);

/** When a request was under way, and the time in the `Date` header of its response; milliseconds since the epoch. */
interface Timing {
  readonly middle: number;
  readonly there: number | null;
}

/** Notes the {@link Timing} of the last request that was answered. */
export class TimedFetch {
  #timing: Timing | null = null;
  readonly fetch: Fetch;

  /** @param now the clock of this computer, milliseconds since the epoch, UTC. */
  constructor(fetch: Fetch, now: () => number) {
    this.fetch = async (url, init) => {
      const sentAt = now();
      const response = await fetch(url, init);
      this.#timing = { middle: (sentAt + now()) / 2, there: serverTime(response.headers) };
      return response;
    };
  }

  /**
   * Adds how far the clocks are apart. The time in the details has a better resolution than the header, which something in
   * between may have written, but counts only with its offset from UTC.
   */
  withClock({ time, ...details }: z.output<typeof serverDetailsSchema>): ServerReading {
    const there = time ?? this.#timing?.there ?? null;
    const clockDifferenceMs = there === null || this.#timing === null ? null : Math.round(there - this.#timing.middle);
    return { ...details, clockDifferenceMs };
  }
}

/** A text without control characters; `null` if it is none, empty or too long to be what it should be. */
function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > MAX_FACT_LENGTH || /\p{Cc}/u.test(text) ? null : text;
}

/** An instant with its offset from UTC; `null` otherwise. */
function instantOf(value: unknown): number | null {
  const parsed = instantSchema.safeParse(value);
  return parsed.success ? Date.parse(parsed.data) : null;
}
