import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { eligibleAccountPageSchema, keyPageSchema, type WireKey } from '../../../shared/adminApi/keyService.ts';
import { type Rotation, rotationSchema } from '../../../shared/model/rotation.ts';
import { newFolder } from '../../harness/settingsFolder.ts';
import {
  ADMIN_PASSWORD,
  type ClientKey,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  startForTest,
} from '../platform/platformClient.ts';

const COUNT = 50;
/** Rotations whose new keys do not work. */
const FAILING = 2;
/** Responses after which the process is killed: in the middle of the run. */
const KILL_AFTER = 20;
const CHILD = join(import.meta.dirname, 'rotation/child.ts');
/** Loads the templates of snippets, which the build includes as texts. */
const RAW_TEXT = join(import.meta.dirname, '../../clients/snippets/rawText.ts');

/** A program that calls the API with a key all the time. */
interface Consumer {
  readonly username: string;
  readonly old: ClientKey & { readonly Id: string };
  held: ClientKey;
}

/** Calls the API with the key that each consumer holds, again and again; returns what was refused. */
function watch(platform: RunningPlatform, consumers: readonly Consumer[]) {
  const refusals: string[] = [];
  let calls = 0;
  let isOver = false;
  const agent = new Agent({ keepAlive: true });
  const loop = async (own: readonly Consumer[]): Promise<void> => {
    while (!isOver) {
      for (const consumer of own) {
        const { held, username } = consumer;
        const path = `${KEY_SERVICE}/GetPermissions`;
        const { status, text } = await callSigned(platform, held, { path, body: '{}', agent });
        calls += 1;
        if (status !== 200) {
          refusals.push(`${username} ${held === consumer.old ? 'old' : 'new'} ${status} ${text}`);
        }
      }
      await delay(1);
    }
  };
  const loops = [0, 1].map((part) => loop(consumers.filter((_consumer, index) => index % 2 === part)));
  return {
    refusals,
    get calls() {
      return calls;
    },
    async stop() {
      isOver = true;
      await Promise.all(loops);
      agent.destroy();
    },
  };
}

const rotationsSchema = z.array(rotationSchema);

/** Runs the services in a process of their own. @returns the rotations; `null` if the process was killed. */
async function runChild(
  parameters: readonly string[],
  holdAfter: number | null = null,
): Promise<readonly Rotation[] | null> {
  const env = {
    ...process.env,
    KEYDESK_TEST_PASSWORD: ADMIN_PASSWORD,
    ...(holdAfter === null ? {} : { KEYDESK_TEST_HOLD_AFTER: String(holdAfter) }),
  };
  const child = spawn(process.execPath, ['--import', RAW_TEXT, CHILD, ...parameters], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let rotations: readonly Rotation[] | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'holding') {
      child.kill('SIGKILL');
    } else {
      rotations = rotationsSchema.parse(JSON.parse(line));
    }
  }
  const [code, signal] = await ended;
  expect(signal ?? code).toBe(holdAfter === null ? 0 : 'SIGKILL');
  return rotations;
}

async function keysOf(platform: RunningPlatform): Promise<readonly WireKey[]> {
  const { body } = await call(platform, 'List', { Take: 10_000 });
  return keyPageSchema.parse(body).Items;
}

it('fault 171: 50 keys are rotated through two kills and two failing tests, and no call with the right key is refused', async () => {
  const platform = await startForTest({ generated: { accounts: 120, keys: 10 } });
  const { body: accounts } = await call(platform, 'ListEligibleAccounts', { Take: 1000 });
  const usernames = eligibleAccountPageSchema
    .parse(accounts)
    .Items.filter((account) => account.IsEligible && account.Username !== 'admin')
    .map((account) => account.Username)
    .slice(-COUNT);
  expect(usernames).toHaveLength(COUNT);
  const consumers: Consumer[] = [];
  for (const username of usernames) {
    const old = await createKey(platform, username, [], daysFromNow(20));
    consumers.push({ username, old, held: old });
  }
  const oldIds = new Set(consumers.map(({ old }) => old.Id));
  const before = new Map((await keysOf(platform)).map((key) => [key.Id, key]));
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  const watching = watch(platform, consumers);
  onTestFinished(() => watching.stop());

  // Killed while it creates, and then continued.
  const startParameters = [folder, platform.address, 'start', daysFromNow(90), ...usernames];
  expect(await runChild(startParameters, KILL_AFTER)).toBeNull();
  const created = (await runChild([folder, platform.address, 'creating'])) ?? [];
  expect(created.map(({ state }) => state)).toEqual(Array(COUNT).fill('handOver'));
  const newIds = (await keysOf(platform)).filter(({ Id }) => !before.has(Id)).map(({ Id }) => Id);
  expect(newIds.toSorted()).toEqual(created.map(({ newKey }) => newKey?.id ?? '').toSorted());

  // Two new keys are broken, the others are handed over.
  const failing = created.slice(0, FAILING);
  for (const { newKey } of failing) {
    const { body } = await call(platform, 'Get', { id: newKey?.id });
    await call(platform, 'Edit', { Id: body.Id, Version: body.Version, ExpirationDate: daysFromNow(-1) });
  }
  for (const { account, newKey } of created.slice(FAILING)) {
    const consumer = consumers.find(({ username }) => username === account.username);
    const { body } = await call(platform, 'Get', { id: newKey?.id });
    if (consumer !== undefined) {
      consumer.held = { Token: body.Token, SecretKey: body.SecretKey };
    }
  }

  // Killed while it shortens, and then continued.
  expect(await runChild([folder, platform.address, 'handOver'], KILL_AFTER)).toBeNull();
  const rotations = (await runChild([folder, platform.address, 'handOver,testFailed'])) ?? [];
  const calls = watching.calls;
  await expect.poll(() => watching.calls, { timeout: 60_000 }).toBeGreaterThan(calls + 2 * COUNT);
  await watching.stop();

  expect(watching.refusals).toEqual([]);
  const named = rotations.filter(({ state }) => state !== 'ended');
  expect(named.map(({ account, state, problem }) => [account.username, state, problem?.code])).toEqual(
    failing.map(({ account }) => [account.username, 'testFailed', 'expired']),
  );
  expect(rotations.filter(({ state }) => state === 'ended')).toHaveLength(COUNT - FAILING);
  const after = await keysOf(platform);
  const untouched = new Set(failing.map(({ oldKey }) => oldKey.id));
  for (const key of after.filter(({ Id }) => oldIds.has(Id))) {
    if (untouched.has(key.Id)) {
      expect(key).toMatchObject({ ExpirationDate: before.get(key.Id)?.ExpirationDate, Version: 1 });
    } else {
      expect(Date.parse(key.ExpirationDate)).toBeLessThanOrEqual(Date.now());
    }
  }
  expect(after).toHaveLength(before.size + COUNT);
});
