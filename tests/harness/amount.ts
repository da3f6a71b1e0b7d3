import { seededRandom } from './seededRandom.ts';

/** Whether this is the full run, `npm run test:full`. */
const isFull = process.env.KEYDESK_TEST_FULL === '1';

/** The extent of a test: a sample with `npm test`, everything with `npm run test:full`. */
export function amount<Value>({ sample, full }: { readonly sample: Value; readonly full: Value }): Value {
  return isFull ? full : sample;
}

/** Seed of random choices: that of `KEYDESK_SEED`, or a new one, which is printed. */
const SEED = Number(process.env.KEYDESK_SEED ?? Date.now() % 2 ** 32);

/** Creates a random generator and prints its seed, with which a failed test can be repeated. */
export function seeded() {
  process.stdout.write(`KEYDESK_SEED=${SEED}\n`);
  return seededRandom(SEED);
}
