import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { BODIES, METHODS, PATHS } from './documentedMethods.ts';
import { call, send, startForFile } from './platformClient.ts';
import { readDocumentation } from './servedDocumentation.ts';

const CONTRACT = readFileSync(join(import.meta.dirname, '../../../docs/admin-api.md'), 'utf8');

const platform = await startForFile();
const get = (path: string) => send(platform, { method: 'GET', path });
const documentation = await readDocumentation(platform);
const { openApi, schemaAt, bodySchema, operationAt } = documentation;

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    expect(openApi.openapi).toBe('3.1.0');
    const specification = structuredClone(openApi) as unknown as Record<string, unknown>;
    expect(await new Validator().validate(specification)).toEqual({ valid: true });
  });

  test('contains exactly the methods of docs/admin-api.md', () => {
    const documented = Object.entries(openApi.paths).filter(([, { post }]) => post !== undefined);
    expect(documented.map(([path]) => path).toSorted()).toEqual(PATHS.toSorted());
    expect(Object.keys(openApi.paths).filter((path) => !PATHS.includes(path))).toEqual([
      '/health',
      '/webapi/Heartbeat/ServerDetails',
    ]);
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
    expect(operationAt('/health', 'get').security).toEqual([]);
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
        const example = content?.['application/json']?.example;
        expect(example === undefined || schemaAt('components', 'schemas', 'Error')(example)).toBe(true);
      }
    }
  });
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
])('the document and the platform agree on whether the request id %j is valid', async (id) => {
  for (const [path] of METHODS.filter(([, isWrite]) => isWrite)) {
    const isValid = schemaAt('paths', path, 'post', 'parameters', '0', 'schema')(id);
    const [body] = BODIES[path]?.[0].slice(-1) ?? [];
    const response = await call(platform, path, body, 'admin', [['x-ms-client-request-id', id]]);
    expect(response.body.Details?.[0]?.Field === 'x-ms-client-request-id', path).toBe(!isValid);
    documentation.expectDocumented(path, response);
  }
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
