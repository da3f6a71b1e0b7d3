import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { basic, callSigned, KEY_SERVICE, type Response, send } from '../platformClient.ts';
import type { HostileTarget } from './hostileRow.ts';

/** Pause of a good client between two requests, in milliseconds. */
const PAUSE_MS = 10;
/** How often each client must be served during one attack. */
const TIMES = 5;
const PERMISSIONS = { path: `${KEY_SERVICE}/GetPermissions` };

/** Well-behaved clients that send requests during an attack until they are stopped. */
export interface GoodClients {
  /** Waits until each of them was served some more times. @param attack name of the current attack. */
  areServedDuring(attack: string): Promise<void>;
  /** Stops them. @returns what went wrong, and during which attack. */
  stop(): Promise<readonly string[]>;
}

/**
 * Starts one client that signs and one with Basic, each on a persistent connection, and one that signs and opens a new
 * connection for every request.
 */
export function startGoodClients({ platform, usedKey }: HostileTarget): GoodClients {
  const agents = [1, 2].map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  const [first, second] = agents;
  const clients: [name: string, call: () => Promise<Response>][] = [
    ['signed, one connection', () => callSigned(platform, usedKey, { ...PERMISSIONS, agent: first })],
    ['Basic, one connection', () => send(platform, { ...PERMISSIONS, headers: [basic('admin')], agent: second })],
    ['signed, a connection for every request', () => callSigned(platform, usedKey, PERMISSIONS)],
  ];
  const problems = new Set<string>();
  const served = clients.map(() => 0);
  let isStopped = false;
  let current = 'nothing';
  const working = clients.map(async ([name, call], index) => {
    while (!isStopped) {
      const problem = await call().then(
        ({ status, body }) => (status === 200 && body.CanView === true ? null : `status ${status}`),
        String,
      );
      served[index] = (served[index] ?? 0) + 1;
      if (problem !== null) {
        problems.add(`${name}, during ${current}: ${problem}`);
      }
      await pause(PAUSE_MS);
    }
  });
  return {
    areServedDuring: async (attack) => {
      current = attack;
      const wanted = Math.max(...served) + TIMES;
      while (Math.min(...served) < wanted) {
        await pause(PAUSE_MS);
      }
    },
    stop: async () => {
      isStopped = true;
      await Promise.all(working);
      for (const agent of agents) {
        agent.destroy();
      }
      return [...problems];
    },
  };
}
