import { seededRandom } from './seededRandom.ts';

/** Whether this is the full run, `npm run test:full`. */
const isFull = process.env.KEYDESK_TEST_FULL === '1';

/** How much a test does: a small sample with `npm test`, everything with `npm run test:full`. */
export function amount<Value>({ sample, full }: { readonly sample: Value; readonly full: Value }): Value {
  return isFull ? full : sample;
}

/** Seed of what tests choose at random: that of `KEYDESK_SEED`, or one that every run prints anew. */
const SEED = Number(process.env.KEYDESK_SEED ?? Date.now() % 2 ** 32);

/** Starts the random choices of a test. A test that fails prints its seed, by which it can be repeated. */
export function seeded() {
  process.stdout.write(`KEYDESK_SEED=${SEED}\n`);
  return seededRandom(SEED);
}
