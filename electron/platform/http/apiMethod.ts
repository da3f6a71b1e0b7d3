import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { apiErrorSchema } from '../../../shared/adminApi/errors.ts';
import type { PlatformTransaction } from '../storage/databaseEngine.ts';
import type { PermissionLevel, Resource } from '../storage/schema.ts';
import { permissionName, requirePermission } from './requestAuthentication.ts';
import type { WriteRunner } from './writeRunner.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the method writes; used by the documentation. */
    readonly isWrite?: boolean;
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

/** Error statuses that any method can return. */
const COMMON_ERRORS = [400, 401, 403, 413, 415, 429, 500, 503] as const;

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
  const service = app.prefix.split('/').at(-1) ?? '';
  app.post(
    `/${name}`,
    {
      ...(permission === null
        ? {}
        : { preValidation: async (request) => requirePermission(request, permission[0], permission[1]) }),
      config: { isWrite: isWrite === true },
      schema: {
        operationId: `${service}_${name}`,
        tags: [service],
        summary,
        description: [description, `Needs the permission "${needs}".`]
          .filter((text) => text !== undefined)
          .join('\n\n'),
        body,
        response: {
          [hasResponseBody ? 200 : 204]: response,
          ...Object.fromEntries([...COMMON_ERRORS, ...errors].map((status) => [status, apiErrorSchema])),
        },
      },
    },
    async (request, reply) => {
      const result = await handle(request);
      return hasResponseBody ? reply.send(result) : reply.status(204).send();
    },
  );
}
