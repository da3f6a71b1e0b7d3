import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ApiError } from '../../../shared/adminApi/errors.ts';
import { StorageRefusal } from '../storage/storageRefusal.ts';
import { ApiRefusal, tooLarge, unavailable } from './apiRefusal.ts';
import { refusalOf } from './storageRefusals.ts';

/** Told about every answer with status 5xx; `requestId` is the one the client got. */
export type ReportFailure = (requestId: string, error: unknown) => void;

/** What the error handler has to know. */
export interface ErrorAnswerOptions {
  readonly reportFailure: ReportFailure;
  /** Tells whether an error means that the database cannot serve at the moment. */
  readonly isUnavailable: (error: unknown) => boolean;
  /** Largest body in bytes. */
  readonly bodyLimit: number;
}

/** Gives the handler that turns everything thrown while a request is served into the documented error body. */
export function answerErrors({ reportFailure, isUnavailable, bodyLimit }: ErrorAnswerOptions) {
  return (error: FastifyError | Error, _request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = isUnavailable(error) ? unavailable() : toRefusal(error, bodyLimit);
    const status = refusal?.status ?? 500;
    const requestId = status >= 500 ? randomUUID() : null;
    if (requestId !== null) {
      reportFailure(requestId, error);
    }
    if (status === 413) {
      // The rest of the body was not read, so nothing more can be understood on this connection.
      void reply.header('connection', 'close');
    }
    const { challenges = [], retryAfterSeconds = null, details } = refusal ?? {};
    if (challenges.length > 0) {
      void reply.header('www-authenticate', challenges);
    }
    if (retryAfterSeconds !== null) {
      void reply.header('retry-after', retryAfterSeconds);
    }
    const body: ApiError = {
      Code: refusal?.code ?? 'Internal',
      Message: refusal?.message ?? 'The platform failed.',
      ...(details === undefined ? {} : { Details: details }),
      ...(requestId === null ? {} : { RequestId: requestId }),
    };
    void reply.status(status).send(body);
  };
}

/** `null` for what is not the client's doing. Texts of the framework are replaced, since they are not ours to keep. */
function toRefusal(error: FastifyError | Error, bodyLimit: number): ApiRefusal | null {
  if (error instanceof ApiRefusal) {
    return error;
  }
  if (error instanceof StorageRefusal) {
    return refusalOf(error.problem);
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.flatMap(({ instancePath, message = 'Invalid value', params }) => {
      const path = instancePath.split('/').filter((part) => part !== '');
      const unknownKeys = Array.isArray(params.keys) ? params.keys.map(String) : [];
      const fields = unknownKeys.length > 0 ? unknownKeys.map((key) => [...path, key]) : [path];
      return fields.map((field) => ({ Field: field.join('.') || 'body', Message: message }));
    });
    const [first] = details;
    return new ApiRefusal(400, 'Validation', `${first?.Field}: ${first?.Message}`, { details });
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === undefined || status < 400 || status > 499) {
    return null;
  }
  switch (status) {
    case 413:
      return tooLarge(bodyLimit);
    case 415:
      return new ApiRefusal(415, 'UnsupportedMediaType', 'The body must be JSON: Content-Type: application/json.');
    default:
      return new ApiRefusal(
        status,
        'MalformedRequest',
        'The request cannot be read: its address or JSON is malformed.',
      );
  }
}

/** Answers on a connection whose bytes are not a request that HTTP can carry, and ends it. */
export function answerBrokenConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? (['408 Request Timeout', 'Timeout', 'The request did not arrive in time.'] as const)
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? (['431 Request Header Fields Too Large', 'TooLarge', 'The headers are too large.'] as const)
        : (['400 Bad Request', 'MalformedRequest', 'The request is not valid HTTP.'] as const);
  const body = JSON.stringify({ Code: code, Message: message } satisfies ApiError);
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
