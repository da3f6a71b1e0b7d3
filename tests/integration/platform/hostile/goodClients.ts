import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { keyPageSchema, wirePermissionsSchema } from '../../../../shared/adminApi/keyService.ts';
import { basic, callSigned, KEY_SERVICE, type RawRequest, sign } from '../platformClient.ts';
import { ANSWER_LIMIT_MS } from './checkAnswer.ts';
import type { HostileTarget } from './hostileRow.ts';

/** Pause of a good client between two requests, in milliseconds. */
const PAUSE_MS = 10;
const PERMISSIONS: RawRequest = { path: `${KEY_SERVICE}/GetPermissions` };
const LIST: RawRequest = { path: `${KEY_SERVICE}/List`, body: '{"Take":1}' };

/** What a client that does nothing wrong has experienced. */
export interface Experience {
  readonly name: string;
  readonly requests: number;
  /** What went wrong beside what, and how often. */
  readonly problems: readonly string[];
}

/** Clients that work beside an attack until they are told to stop. */
export interface GoodClients {
  /** Says what goes on beside them from now on; problems name it. */
  during(what: string): void;
  stop(): Promise<readonly Experience[]>;
}

/**
 * Starts clients that are to be served all the time: one that signs and one with Basic, each on a connection that it
 * keeps, and one that signs and opens a new connection for every request.
 */
export function startGoodClients({ platform, usedKey }: HostileTarget, username: string): GoodClients {
  const agents: Agent[] = [];
  const kept = (headersOf: () => RawRequest['headers']) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    agents.push(agent);
    return async () => {
      const { status, text } = await ask(platform.address, PERMISSIONS, headersOf() ?? [], agent);
      const permissions = wirePermissionsSchema.safeParse(JSON.parse(text));
      return { status, isRight: permissions.data?.CanView === true };
    };
  };
  let isStopped = false;
  let beside = 'nothing';
  const work = async (name: string, step: () => Promise<{ status: number; isRight: boolean }>): Promise<Experience> => {
    const problems = new Map<string, number>();
    let requests = 0;
    while (!isStopped) {
      requests += 1;
      const start = performance.now();
      const note = (what: string) => {
        const problem = `${name}, beside ${beside}: ${what}`;
        problems.set(problem, (problems.get(problem) ?? 0) + 1);
      };
      try {
        const { status, isRight } = await step();
        if (status !== 200 || !isRight) {
          note(`status ${status}, ${isRight ? 'right' : 'wrong'} body`);
        }
      } catch (error) {
        note(String(error));
      }
      const milliseconds = Math.round(performance.now() - start);
      if (milliseconds > ANSWER_LIMIT_MS) {
        note('no answer within a second');
      }
      await pause(PAUSE_MS);
    }
    return { name, requests, problems: [...problems].map(([problem, count]) => `${problem} (${count} times)`) };
  };
  const working = Promise.all([
    work(
      'signed, one connection',
      kept(() => sign(platform, usedKey, PERMISSIONS)),
    ),
    work(
      'Basic, one connection',
      kept(() => [basic(username)]),
    ),
    work('signed, a connection for every request', async () => {
      const { status, body } = await callSigned(platform, usedKey, LIST);
      const page = keyPageSchema.safeParse(body);
      return { status, isRight: page.data?.Items.length === 1 };
    }),
  ]);
  return {
    during: (what) => {
      beside = what;
    },
    stop: async () => {
      isStopped = true;
      const experiences = await working;
      for (const agent of agents) {
        agent.destroy();
      }
      return experiences;
    },
  };
}

async function ask(address: string, { path }: RawRequest, headers: NonNullable<RawRequest['headers']>, agent: Agent) {
  const { hostname, port, host } = new URL(address);
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const all = [['host', host], ...headers.filter(([name]) => name !== 'host'), ['content-length', '0']];
  const outgoing = request({ hostname, port, method: 'POST', path, headers: all.flat(), agent });
  outgoing.on('error', reject);
  outgoing.on('response', (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
    );
  });
  outgoing.end();
  return promise;
}
