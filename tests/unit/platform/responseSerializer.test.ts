import { serializerCompiler } from 'fastify-type-provider-zod';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { PasswordVerifier } from '../../../electron/platform/authentication/passwordHash.ts';
import { SecretCipher } from '../../../electron/platform/authentication/secretCipher.ts';
import { buildServer } from '../../../electron/platform/http/buildServer.ts';
import { responseSerializer } from '../../../electron/platform/http/responseSerializer.ts';
import { SERVER_LIMITS } from '../../../electron/platform/http/serverLimits.ts';
import { openDatabase } from '../../../electron/platform/storage/openDatabase.ts';
import { sqliteEngine } from '../../../electron/platform/storage/sqliteEngine.ts';
import { seeded } from '../../harness/amount.ts';
import type { SeededRandom } from '../../harness/seededRandom.ts';

type Route = Parameters<typeof responseSerializer>[0];

const recorded = vi.hoisted((): { routes: unknown[] } => ({ routes: [] }));
vi.mock('../../../electron/platform/http/responseSerializer.ts', async (original) => {
  const real = await original<{ responseSerializer: typeof responseSerializer }>();
  return {
    responseSerializer: (route: Route) => {
      recorded.routes.push(route);
      return real.responseSerializer(route);
    },
  };
});

/** The schemas of the responses of all routes. */
async function allRoutes(): Promise<readonly Route[]> {
  const engine = sqliteEngine(null);
  const database = await openDatabase(engine);
  const app = await buildServer({
    database,
    commits: null,
    cipher: new SecretCipher(Buffer.alloc(32).toString('base64')),
    passwords: new PasswordVerifier(),
    limits: SERVER_LIMITS,
    publicAddress: null,
    now: Date.now,
    reportFailure: () => {},
    accessLog: null,
    passwordExpiry: null,
    isUnavailable: engine.isUnavailable,
  });
  recorded.routes = [];
  await app.ready();
  await app.close();
  await database.destroy();
  return recorded.routes as Route[];
}

const TEXTS = ['a', 'Кузнецова', '"', '\\', 'a\nb\0c', '\u2028', '😀', '\ud83d', '</script>', '"'.repeat(6000)];
const HIDDEN = 'must not be sent';

/** A value of a schema, whose objects also have fields that are not declared. */
function sampleOf(schema: z.core.$ZodType, random: SeededRandom): unknown {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape).map(([name, field]) => [name, sampleOf(field, random)] as const);
      const more = ['SecretKey', 'PasswordHash', 'more'].map((name) => [name, HIDDEN] as const);
      return Object.fromEntries([...more, ...fields].filter(([, value]) => value !== undefined));
    }
    case 'array':
      return Array.from({ length: random.below(4) }, () => sampleOf(def.element, random));
    case 'optional':
      return random.below(2) === 0 ? undefined : sampleOf(def.innerType, random);
    case 'string':
      return 'format' in def && def.format === 'datetime'
        ? new Date(random.below(4_000_000) * 1_000_000).toISOString()
        : random.pick(TEXTS.filter((text) => z.safeParse(schema, text).success));
    case 'number':
      return random.below(2) === 0 ? random.below(1000) : random.below(2 ** 32) * 2 ** 20;
    case 'boolean':
      return random.below(2) === 0;
    case 'enum':
      return random.pick(Object.values(def.entries));
    case 'literal':
      return random.pick(def.values);
    case 'null':
      return null;
    default:
      throw new Error(`There are no values for the type ${def.type}.`);
  }
}

test('the compiled schemas of all routes say what zod says, and nothing that is not declared', async () => {
  const routes = await allRoutes();
  expect(new Set(routes.map(({ url }) => url)).size).toBeGreaterThan(17);
  const random = seeded();
  for (const route of new Map(routes.map((one) => [one.schema, one])).values()) {
    const [compiled, reference] = [responseSerializer(route), serializerCompiler(route as never)];
    for (let count = 0; count < 30; count += 1) {
      const value = sampleOf(route.schema, random);
      const text = compiled(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(reference(value)));
      expect(text).not.toContain(HIDDEN);
    }
  }
});

test('a declared field that is missing is an error', () => {
  const compiled = responseSerializer({ schema: z.object({ Id: z.string() }), method: 'POST', url: '/' });
  expect(() => compiled({ SecretKey: HIDDEN })).toThrow('"Id" is required');
});

test('a text with a format is escaped like any other', () => {
  const compiled = responseSerializer({ schema: z.object({ At: z.iso.datetime() }), method: 'POST', url: '/' });
  expect(JSON.parse(compiled({ At: '","SecretKey":"' }))).toEqual({ At: '","SecretKey":"' });
});
