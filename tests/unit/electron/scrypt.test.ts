import { scryptSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { deriveScrypt } from '../../../electron/scrypt.ts';

const COST = { N: 2 ** 15, r: 8, p: 1 };
const SALT = Buffer.alloc(16, 7);
const derive = () => deriveScrypt('пароль', SALT, 32, COST);
const deriveHere = () => scryptSync('пароль', SALT, 32, { ...COST, maxmem: 2 ** 28 });

/** Returns the share of its duration that a task blocks the event loop of this thread, from 0 to 1. */
async function busyShare(task: () => unknown): Promise<number> {
  // Measured between two turns of the loop.
  await new Promise((resolve) => setImmediate(resolve));
  const before = performance.eventLoopUtilization();
  await task();
  await new Promise((resolve) => setImmediate(resolve));
  return performance.eventLoopUtilization(before).utilization;
}

it('fault 65: does not block this thread although it calls a blocking function', async () => {
  await derive();
  const blocked = await busyShare(deriveHere);
  const free = await busyShare(derive);
  expect(free).toBeLessThan(blocked / 2);
});

it('fails for a cost that scrypt does not accept', async () => {
  await expect(deriveScrypt('x', SALT, 32, { N: 3, r: 8, p: 1 })).rejects.toThrow(/scrypt/i);
});

it('derives the same key as scrypt, and does not inherit the Node options of this process', async () => {
  process.execArgv.push('--import=data:text/javascript,process.exit(9)');
  try {
    expect(await derive()).toEqual(deriveHere());
  } finally {
    process.execArgv.pop();
  }
});
