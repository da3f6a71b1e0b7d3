import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { apiErrorSchema } from '../../../shared/adminApi/errors.ts';
import type { PlatformTransaction } from '../storage/databaseEngine.ts';
import type { PermissionLevel, Resource } from '../storage/schema.ts';
import { permissionName, requirePermission } from './requestAuthentication.ts';
import type { WriteRunner } from './writeRunner.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a method writes, for the documentation. */
    readonly isWrite?: boolean;
  }
}

/** A method of the API as it is served and documented. */
export interface ApiMethod<Body extends z.ZodType, Answer extends z.ZodType> {
  /** One line for the documentation. */
  readonly summary: string;
  /** More for the documentation, Markdown. */
  readonly description?: string;
  /** What the calling account needs beside the right to use the API. */
  readonly permission: readonly [Resource, PermissionLevel] | null;
  /** Parses the body; the documentation is made from the same schema. */
  readonly body: Body;
  /** What the method answers; `null` for an empty 204. */
  readonly answer: Answer;
  /** Refusals beyond those that every method has. */
  readonly refusals?: readonly (404 | 409)[];
}

/** Refusals that every method has. */
const COMMON_REFUSALS = [400, 401, 403, 413, 415, 429, 500, 503] as const;

/** Serves a method that reads. */
export function serveRead<Body extends z.ZodType, Answer extends z.ZodType>(
  app: FastifyInstance,
  name: string,
  method: ApiMethod<Body, Answer>,
  handle: (body: z.output<Body>, request: FastifyRequest) => Promise<z.input<Answer>>,
): void {
  serve(app, name, method, (request) => handle(request.body as z.output<Body>, request));
}

/** Serves a method that writes: wholly or not at all, and once only for a write that carries an id of its own. */
export function serveWrite<Body extends z.ZodType, Answer extends z.ZodType>(
  app: FastifyInstance,
  runner: WriteRunner,
  name: string,
  method: ApiMethod<Body, Answer>,
  handle: (body: z.output<Body>, transaction: PlatformTransaction) => Promise<z.input<Answer>>,
): void {
  serve(app, name, { ...method, refusals: [...(method.refusals ?? []), 409], isWrite: true }, (request) =>
    runner.run(request, (transaction) => handle(request.body as z.output<Body>, transaction)),
  );
}

function serve<Body extends z.ZodType, Answer extends z.ZodType>(
  app: FastifyInstance,
  name: string,
  method: ApiMethod<Body, Answer> & { readonly isWrite?: true },
  handle: (request: FastifyRequest) => Promise<z.input<Answer>>,
): void {
  const { summary, description, permission, body, answer, refusals = [], isWrite } = method;
  const needs = permission === null ? 'API calls' : permissionName(...permission);
  const hasAnswer = answer.type !== 'null';
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
          [hasAnswer ? 200 : 204]: answer,
          ...Object.fromEntries([...COMMON_REFUSALS, ...refusals].map((status) => [status, apiErrorSchema])),
        },
      },
    },
    async (request, reply) => {
      const result = await handle(request);
      return hasAnswer ? reply.send(result) : reply.status(204).send();
    },
  );
}
