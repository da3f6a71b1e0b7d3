import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { apiErrorSchema } from '../../../shared/adminApi/errors.ts';
import type { PlatformTransaction } from '../storage/databaseEngine.ts';
import type { PermissionLevel, Resource } from '../storage/schema.ts';
import { permissionName, requirePermission } from './requestAuthentication.ts';
import type { WriteRunner } from './writeRunner.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the method writes; used by the documentation. */
    readonly isWrite?: boolean;
    /** The only parameter of the method, which may be sent without its name; used by the documentation. */
    readonly onlyParameter?: string | undefined;
  }
}

/** An API method: how it is served and how it is documented. */
export interface ApiMethod<Body extends z.ZodType, Response extends z.ZodType> {
  /** One-line summary for the documentation. */
  readonly summary: string;
  /** Further documentation in Markdown. */
  readonly description?: string;
  /** Permission that the calling account needs in addition to API access. */
  readonly permission: readonly [Resource, PermissionLevel] | null;
  /** Validates the request body; the documentation is generated from the same schema. */
  readonly body: Body;
  /** Schema of the response body; `z.null()` for an empty 204. */
  readonly response: Response;
  /** Error statuses besides the ones common to all methods. */
  readonly errors?: readonly (404 | 409)[];
}

/** Error statuses that any route can return, with or without authentication. */
export const REQUEST_ERRORS = [400, 403, 408, 413, 417, 431] as const;
/** Error statuses that any method can return. */
const METHOD_ERRORS = [...REQUEST_ERRORS, 401, 415, 429, 500, 503] as const;

/** Registers a method that only reads. */
export function serveRead<Body extends z.ZodType, Response extends z.ZodType>(
  app: FastifyInstance,
  name: string,
  method: ApiMethod<Body, Response>,
  handle: (body: z.output<Body>, request: FastifyRequest) => Promise<z.input<Response>>,
): void {
  serve(app, name, method, (request) => handle(request.body as z.output<Body>, request));
}

/** Registers a method that writes, in one transaction; a request that carries an id is executed once only. */
export function serveWrite<Body extends z.ZodType, Response extends z.ZodType>(
  app: FastifyInstance,
  runner: WriteRunner,
  name: string,
  method: ApiMethod<Body, Response>,
  handle: (body: z.output<Body>, transaction: PlatformTransaction) => Promise<z.input<Response>>,
): void {
  serve(app, name, { ...method, errors: [...(method.errors ?? []), 409], isWrite: true }, (request) =>
    runner.run(request, (transaction) => handle(request.body as z.output<Body>, transaction)),
  );
}

function serve<Body extends z.ZodType, Response extends z.ZodType>(
  app: FastifyInstance,
  name: string,
  method: ApiMethod<Body, Response> & { readonly isWrite?: true },
  handle: (request: FastifyRequest) => Promise<z.input<Response>>,
): void {
  const { summary, description, permission, body, response, errors = [], isWrite } = method;
  const needs = permission === null ? 'API calls' : permissionName(...permission);
  const hasResponseBody = response.type !== 'null';
  const onlyParameter = onlyFieldOf(body);
  const responses: Readonly<Record<number, z.ZodType>> = {
    [hasResponseBody ? 200 : 204]: response,
    ...errorResponses([...METHOD_ERRORS, ...errors]),
  };
  const service = app.prefix.split('/').at(-1) ?? '';
  app.post(
    `/${name}`,
    {
      preValidation: (request, _reply, done) => {
        if (permission !== null) {
          requirePermission(request, permission[0], permission[1]);
        }
        if (onlyParameter !== undefined && isBareValue(request.body)) {
          request.body = { [onlyParameter]: request.body };
        }
        done();
      },
      config: { isWrite: isWrite === true, onlyParameter },
      schema: {
        operationId: `${service}_${name}`,
        tags: [service],
        summary,
        description: [
          description,
          onlyParameter === undefined ? undefined : `The value of \`${onlyParameter}\` may also be sent alone.`,
          `Needs the permission "${needs}".`,
        ]
          .filter((text) => text !== undefined)
          .join('\n\n'),
        body,
        response: responses,
      },
    },
    async (request, reply) => {
      const result = await handle(request);
      if (!hasResponseBody) {
        return reply.status(204).send();
      }
      // Serialized here, since Fastify would send a text unchanged, as text/plain.
      void reply.type('application/json; charset=utf-8');
      return reply.serialize(result);
    },
  );
}

/** Returns the response schemas of error statuses. */
export function errorResponses(statuses: readonly number[]): Readonly<Record<number, typeof apiErrorSchema>> {
  return Object.fromEntries(statuses.map((status) => [status, apiErrorSchema]));
}

/** Returns the name of the only field of a body; `undefined` if there are none or several. */
function onlyFieldOf(body: z.ZodType): string | undefined {
  const names = body instanceof z.ZodObject ? Object.keys(body.shape) : [];
  return names.length === 1 ? names[0] : undefined;
}

/** A JSON text, number or boolean. */
function isBareValue(body: unknown): boolean {
  return body !== undefined && typeof body !== 'object';
}
