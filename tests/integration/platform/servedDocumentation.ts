import { MIMEType } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { type Response, send } from './platformClient.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody: { readonly required: boolean; readonly content: { 'application/json': { example: unknown } } };
  readonly responses: Readonly<
    Record<string, { description: string; headers?: object; content?: Record<string, { example?: unknown }> }>
  >;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly security: readonly object[];
  readonly components: {
    readonly securitySchemes: object;
    readonly schemas: Readonly<Record<string, { readonly examples: readonly unknown[] }>>;
  };
}

/** The OpenAPI document that a platform serves, and what it says about requests and responses. */
export interface ServedDocumentation {
  readonly openApi: OpenApi;
  /** Returns the validator of the schema at a path of the document. */
  schemaAt(...place: readonly string[]): ValidateFunction;
  /** Returns the validator of the body of a method. */
  bodySchema(path: string): ValidateFunction;
  /** @throws Error for a path that is not documented. */
  operationAt(path: string, verb?: string): Operation;
  /** Checks that a response is as documented: status, content type, body, code and headers. */
  expectDocumented(path: string, response: Response, verb?: string): void;
}

/** Reads the OpenAPI document of a platform. */
export async function readDocumentation(platform: RunningPlatform): Promise<ServedDocumentation> {
  const { body } = await send(platform, { method: 'GET', path: '/docs/json' });
  const openApi = body as unknown as OpenApi;
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv.addSchema(openApi, 'openapi');

  const schemaAt: ServedDocumentation['schemaAt'] = (...place) => {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
    return ajv.compile({ $ref: `openapi#/${pointer.join('/')}` });
  };
  const operationAt: ServedDocumentation['operationAt'] = (path, verb = 'post') => {
    const operation = openApi.paths[path]?.[verb];
    if (operation === undefined) {
      throw new Error(`${verb} ${path} is not documented.`);
    }
    return operation;
  };
  return {
    openApi,
    schemaAt,
    operationAt,
    bodySchema: (path) => schemaAt('paths', path, 'post', 'requestBody', 'content', 'application/json', 'schema'),
    expectDocumented: (path, { status, headers, text }, verb = 'post') => {
      const documented = operationAt(path, verb).responses[status];
      expect(documented, `${path} ${status} ${text}`).toBeDefined();
      for (const name of Object.keys(documented?.headers ?? {})) {
        expect(headers).toHaveProperty(name.toLowerCase());
      }
      if (documented?.content === undefined) {
        expect([text, headers['content-type']], `${path} ${status}`).toEqual(['', undefined]);
        return;
      }
      const type = new MIMEType(String(headers['content-type']));
      expect(Object.keys(documented.content), `${path} ${status}`).toEqual([type.essence]);
      expect(type.params.get('charset') ?? 'utf-8', `${path} ${status}`).toBe('utf-8');
      const validate = schemaAt('paths', path, verb, 'responses', String(status), 'content', type.essence, 'schema');
      const body = JSON.parse(text);
      expect(validate(body) ? [] : validate.errors, `${path} ${status} ${text}`).toEqual([]);
      if (status >= 400) {
        expect(documented.description, `${path} ${status}`).toContain(`\`${body.Code}\``);
      }
    },
  };
}
