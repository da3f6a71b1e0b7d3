import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { BODIES, METHODS, PATHS } from './documentedMethods.ts';
import {
  ACCOUNT_SERVICE,
  basic,
  call,
  daysFromNow,
  KEY_SERVICE,
  type RawRequest,
  type Response,
  ROLE_SERVICE,
  send,
  startForFile,
  startForTest,
} from './platformClient.ts';

const CONTRACT = readFileSync(join(import.meta.dirname, '../../../docs/admin-api.md'), 'utf8');
const JSON_TYPE = ['Content-Type', 'application/json'] as const;

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody: { readonly required: boolean; readonly content: { 'application/json': { example: unknown } } };
  readonly responses: Readonly<
    Record<string, { description: string; headers?: object; content?: { 'application/json': { example?: unknown } } }>
  >;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly post: Operation; readonly get?: Operation }>>;
  readonly security: readonly object[];
  readonly components: {
    readonly securitySchemes: object;
    readonly schemas: Readonly<Record<string, { readonly examples: readonly unknown[] }>>;
  };
}

const platform = await startForFile();
const get = (path: string) => send(platform, { method: 'GET', path });
const openApi = (await get('/docs/json')).body as unknown as OpenApi;
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema(openApi, 'openapi');

/** Returns the validator of the schema at a path of the document. */
function schemaAt(...place: readonly string[]): ValidateFunction {
  const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  return ajv.compile({ $ref: `openapi#/${pointer.join('/')}` });
}
const bodySchema = (path: string) =>
  schemaAt('paths', path, 'post', 'requestBody', 'content', 'application/json', 'schema');
const operationAt = (path: string): Operation => {
  const operation = openApi.paths[path]?.post;
  if (operation === undefined) {
    throw new Error(`${path} is not documented.`);
  }
  return operation;
};

/** Checks that a response is as documented: status, body, code and headers. */
function expectDocumented(path: string, { status, headers, body }: Response): void {
  const response = operationAt(path).responses[status];
  expect(response, `${path} ${status}`).toBeDefined();
  if (response?.content === undefined) {
    expect(body).toBe('');
    return;
  }
  const place = ['paths', path, 'post', 'responses', String(status), 'content', 'application/json', 'schema'];
  const validate = schemaAt(...place);
  expect(validate(body) ? [] : validate.errors).toEqual([]);
  if (status >= 400) {
    expect(response.description).toContain(`\`${body.Code}\``);
  }
  for (const name of Object.keys(response.headers ?? {})) {
    expect(headers).toHaveProperty(name.toLowerCase());
  }
}

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    expect(openApi.openapi).toBe('3.1.0');
    const specification = structuredClone(openApi) as unknown as Record<string, unknown>;
    expect(await new Validator().validate(specification)).toEqual({ valid: true });
  });

  test('contains exactly the methods of docs/admin-api.md', () => {
    const documented = Object.entries(openApi.paths).filter(([, path]) => path.post !== undefined);
    expect(documented.map(([path]) => path).toSorted()).toEqual(PATHS.toSorted());
    expect(Object.keys(openApi.paths).filter((path) => !PATHS.includes(path))).toEqual(['/health']);
    const sections = CONTRACT.matchAll(/^## `(\w+)`\n\n((?:\|.*\n)+)/gm);
    const rows = [...sections].flatMap(([, service, text = '']) =>
      [...text.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, names = '']) =>
        names.split(', ').map((name) => `/api/public/system/Base/${service}/${name.replaceAll('`', '')}`),
      ),
    );
    expect(rows.toSorted()).toEqual(PATHS.toSorted());
  });

  test('describes each method with a summary, an id, and for writes the request id header', () => {
    for (const [path, isWrite] of METHODS) {
      const { summary, operationId, parameters = [] } = operationAt(path);
      expect(summary).toMatch(/^[A-Z].+\.$/);
      expect(operationId).toBe(path.split('/').slice(-2).join('_'));
      const names = parameters.map(({ name, in: place, required }) => [name, place, required]);
      expect(names, path).toEqual(isWrite ? [['x-ms-client-request-id', 'header', false]] : []);
    }
  });

  test('names both authentication schemes, for everything except /health', () => {
    expect(openApi.components.securitySchemes).toMatchObject({
      Basic: { type: 'http', scheme: 'basic' },
      HMAC: { type: 'apiKey', in: 'header', name: 'Authorization' },
    });
    expect(openApi.security).toEqual([{ Basic: [] }, { HMAC: [] }]);
    expect(PATHS.filter((path) => operationAt(path).security !== undefined)).toEqual([]);
    expect(openApi.paths['/health']?.get?.security).toEqual([]);
  });

  test('contains a valid example of every body, error response and named schema', () => {
    for (const [name, { examples }] of Object.entries(openApi.components.schemas)) {
      expect(schemaAt('components', 'schemas', name)(examples[0]), name).toBe(true);
    }
    for (const path of PATHS) {
      const { requestBody, responses } = operationAt(path);
      expect(bodySchema(path)(requestBody.content['application/json'].example), path).toBe(true);
      for (const [status, { description, content }] of Object.entries(responses)) {
        expect(description, `${path} ${status}`).not.toMatch(/^(Default Response)?$/);
        const example = content?.['application/json'].example;
        expect(example === undefined || schemaAt('components', 'schemas', 'Error')(example)).toBe(true);
      }
    }
  });
});

test('exactly the documented paths are served', async () => {
  const names = [...new Set(PATHS.map((path) => path.split('/').at(-1))), 'Rotate', 'Update', 'GetSecret', ''];
  for (const service of [KEY_SERVICE, ACCOUNT_SERVICE, ROLE_SERVICE, '/api/public/system/Base/UserService']) {
    for (const name of names) {
      const path = `${service}/${name}`;
      // No method accepts this body, so nothing changes.
      const { status, body } = await call(platform, path, { nonsense: true });
      const expected = PATHS.includes(path) ? [400, 'Validation'] : [404, 'UnknownMethod'];
      expect([status, body.Code], path).toEqual(expected);
    }
  }
  const get = await send(platform, { method: 'GET', path: PATHS[0] ?? '', headers: [basic('admin')] });
  expect([get.status, get.body.Code]).toEqual([404, 'UnknownMethod']);
});

describe('the document and the platform agree on which requests are valid', () => {
  const sendBody = (path: string, body: unknown) =>
    send(platform, {
      path,
      headers: [basic('admin'), ...(body === undefined ? [] : [JSON_TYPE])],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  test.each(PATHS)('%s', async (path) => {
    const validate = bodySchema(path);
    const [good = [], bad = []] = BODIES[path] ?? [];
    expect(Math.min(good.length, bad.length)).toBeGreaterThan(0);
    for (const body of [...good, ...bad]) {
      const isGood = good.includes(body);
      const isValid = body === undefined ? !operationAt(path).requestBody.required : validate(body);
      expect(isValid, `by the document: ${JSON.stringify(body)}`).toBe(isGood);
      const response = await sendBody(path, body);
      expectDocumented(path, response);
      if (isGood) {
        expect([200, 204, 404, 409], `by the platform: ${JSON.stringify(body)}`).toContain(response.status);
      } else {
        expect([response.status, response.body.Code], JSON.stringify(body)).toEqual([400, 'Validation']);
      }
    }
  });

  test.each([
    'a',
    '{0f8fad5b-d9cb-469f-a165-70867728950e}',
    'x'.repeat(128),
    '',
    ' ',
    'a b',
    'é',
    'x'.repeat(129),
    'a,b',
  ])('the request id %j', async (id) => {
    for (const [path] of METHODS.filter(([, isWrite]) => isWrite)) {
      const isValid = schemaAt('paths', path, 'post', 'parameters', '0', 'schema')(id);
      const [body] = BODIES[path]?.[0].slice(-1) ?? [];
      const response = await call(platform, path, body, 'admin', [['x-ms-client-request-id', id]]);
      expect(response.body.Details?.[0]?.Field === 'x-ms-client-request-id', path).toBe(!isValid);
      expectDocumented(path, response);
    }
  });
});

describe('errors are as documented', () => {
  const creation = { AccountId: 'account.1', ExpirationDate: daysFromNow(1) };
  const CREATE = `${KEY_SERVICE}/Create`;
  const raw = (request: Partial<RawRequest>, to = platform) => send(to, { path: CREATE, ...request });

  /** Starts a platform whose requests fail with an error, and sends one. Details of the error must not be disclosed. */
  async function requestFailingWith(details: object): Promise<Response> {
    let error: Error | null = null;
    const now = () => {
      if (error !== null) {
        throw error;
      }
      return Date.now();
    };
    const reports: unknown[] = [];
    const other = await startForTest({ now, reportFailure: (...report) => reports.push(report) });
    error = Object.assign(new Error('secret cause at /some/path'), details);
    const response = await call(other, CREATE, creation);
    expect(reports).toEqual([[response.body.RequestId, error]]);
    expect(JSON.stringify(response.body)).not.toContain('cause');
    return response;
  }

  test.each([
    ['400 MalformedRequest', () => raw({ headers: [basic('admin'), JSON_TYPE], body: '{' })],
    ['400 AccountNotEligible', () => call(platform, CREATE, { ...creation, AccountId: 'account.5' })],
    ['401 Unauthorized', () => raw({})],
    ['401 Unauthorized', () => raw({ headers: [['Authorization', 'HMAC-SHA256 x']] })],
    ['403 NotPermitted', () => call(platform, CREATE, creation, 'o.kuznetsova')],
    ['403 HostNotAllowed', () => raw({ headers: [['Host', 'attacker.example']] })],
    ['403 OriginNotAllowed', () => raw({ headers: [['Origin', 'https://attacker.example']] })],
    ['413 TooLarge', () => call(platform, CREATE, { AccountId: 'x'.repeat(1024 * 1024) })],
    ['415 UnsupportedMediaType', () => raw({ headers: [basic('admin')], body: '{}' })],
    [
      '429 Throttled',
      async () => {
        const other = await startForTest({ limits: { failedAttempts: 1 } });
        const guess = { headers: [basic('nobody', 'wrong')] };
        expect((await raw(guess, other)).status).toBe(401);
        return raw(guess, other);
      },
    ],
    ['500 Internal', () => requestFailingWith({})],
    // A busy SQLite database, and a PostgreSQL server that does not listen.
    ['503 Unavailable', () => requestFailingWith({ errcode: 5, code: 'ECONNREFUSED' })],
  ] as [string, () => Promise<Response>][])('%s', async (expected, request) => {
    const response = await request();
    expect(`${response.status} ${response.body.Code}`).toBe(expected);
    expectDocumented(CREATE, response);
  });
});

test('the pages under /docs need no credentials and load nothing from elsewhere', async () => {
  for (const start of ['/docs', '/docs/']) {
    const html = await get(start);
    const files = [...String(html.body).matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(5);
    const urls = files.map((file) => new URL(file, `${platform.address}${start}`));
    expect(urls.filter(({ origin }) => origin !== platform.address)).toEqual([]);
    for (const pathname of [...urls.map((url) => url.pathname), '/docs/json', '/docs/yaml']) {
      const { status, headers, body } = await get(pathname);
      expect(status, pathname).toBe(200);
      expect(headers['content-security-policy']).toBe(html.headers['content-security-policy']);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(pathname.endsWith('.css') ? String(body).match(/@import|url\((?!["']?data:)/g) : null).toBeNull();
    }
    const directives = new Map(
      String(html.headers['content-security-policy'])
        .split('; ')
        .map((directive) => [directive.split(' ', 1)[0], directive.split(' ').slice(1).join(' ')]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('connect-src')).toBe("'self'");
    expect(directives.get('frame-ancestors')).toBe("'none'");
    expect([...directives.values()].join(' ')).not.toMatch(/https?:|\*/);
  }
});
