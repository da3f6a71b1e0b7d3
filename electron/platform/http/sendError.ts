import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ApiErrorBody } from '../../../shared/adminApi/errors.ts';
import { StorageError } from '../storage/storageError.ts';
import { ApiError, tooLarge, unavailable, unknownMethod } from './apiError.ts';
import { storageApiError } from './storageErrors.ts';

/** Called for every response with status 5xx; `requestId` is the one sent to the client. */
export type ReportFailure = (requestId: string, error: unknown) => void;

/** Options of the error handler. */
export interface ErrorHandlerOptions {
  readonly reportFailure: ReportFailure;
  /** Returns whether an error means that the database is temporarily unavailable. */
  readonly isUnavailable: (error: unknown) => boolean;
  /** Maximum size of a body in bytes. */
  readonly bodyLimit: number;
}

/** Returns the handler that converts everything thrown during a request into the documented error body. */
export function createErrorHandler({ reportFailure, isUnavailable, bodyLimit }: ErrorHandlerOptions) {
  return (error: FastifyError | Error, _request: FastifyRequest, reply: FastifyReply): void => {
    const rejection = isUnavailable(error) ? unavailable() : toApiError(error, bodyLimit);
    const status = rejection?.status ?? 500;
    const requestId = status >= 500 ? randomUUID() : null;
    if (requestId !== null) {
      reportFailure(requestId, error);
    }
    if (status === 413) {
      // The rest of the body was not read, so the connection cannot be used any further.
      void reply.header('connection', 'close');
    }
    const { challenges = [], retryAfterSeconds = null, details } = rejection ?? {};
    if (challenges.length > 0) {
      void reply.header('www-authenticate', challenges);
    }
    if (retryAfterSeconds !== null) {
      void reply.header('retry-after', retryAfterSeconds);
    }
    const body: ApiErrorBody = {
      Code: rejection?.code ?? 'Internal',
      Message: rejection?.message ?? 'The platform failed.',
      ...(details === undefined ? {} : { Details: details }),
      ...(requestId === null ? {} : { RequestId: requestId }),
    };
    void reply.status(status).send(body);
  };
}

/** Messages for requests that cannot be read, by the code of Fastify. */
const MALFORMED: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'The address cannot be decoded: two hexadecimal digits of UTF-8 follow each %.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body cannot be read as JSON. A text needs quotation marks, also on its own: "account.1".',
};

/** `null` for failures that are not the client's. Messages of the framework are replaced, because they may change. */
function toApiError(error: FastifyError | Error, bodyLimit: number): ApiError | null {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof StorageError) {
    return storageApiError(error.problem);
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.flatMap(toDetails).slice(0, MAX_DETAILS);
    const [first] = details;
    return new ApiError(400, 'Validation', `${first?.Field}: ${first?.Message}`, { details });
  }
  const { statusCode: status, code = '' }: Partial<FastifyError> = error;
  if (status === undefined || status < 400 || status > 499) {
    return null;
  }
  switch (status) {
    case 403:
    case 404:
      // The static files of the documentation reject paths outside their folder.
      return unknownMethod();
    case 413:
      return tooLarge(bodyLimit);
    case 415:
      return new ApiError(415, 'UnsupportedMediaType', 'The body must be JSON: Content-Type: application/json.');
    default:
      return new ApiError(status, 'MalformedRequest', MALFORMED[code] ?? 'The request cannot be read.');
  }
}

/** Maximum number of details in a response. */
const MAX_DETAILS = 50;

type ValidationIssue = NonNullable<FastifyError['validation']>[number];

/** Lists the problems of a body; unknown fields, which zod reports together, one by one. */
function toDetails({ instancePath, message = 'Invalid value', params }: ValidationIssue) {
  const path = instancePath.split('/').filter((part) => part !== '');
  if (!Array.isArray(params.keys)) {
    return [{ Field: path.join('.') || 'body', Message: message }];
  }
  return params.keys.slice(0, MAX_DETAILS).map((key) => ({
    Field: [...path, String(key).slice(0, 200)].join('.') || 'body',
    Message: 'The field is unknown',
  }));
}

/** Responds on a connection that did not send a valid HTTP request, and closes it. */
export function sendConnectionError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  endWithError(socket, ...brokenConnection(error));
}

/** Responds to requests that Node would not answer, or without a body: CONNECT, and an unknown Expect. */
export function rejectUnusualRequests(server: Server): void {
  server.on('connect', (_request, socket: Socket) =>
    endWithError(socket, '400 Bad Request', 'MalformedRequest', 'The platform is no proxy.'),
  );
  server.on('checkExpectation', (request: IncomingMessage) =>
    endWithError(request.socket, '417 Expectation Failed', 'MalformedRequest', 'Only 100-continue can be expected.'),
  );
}

function brokenConnection(error: NodeJS.ErrnoException): readonly [status: string, code: string, message: string] {
  return error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    ? (['408 Request Timeout', 'Timeout', 'The request did not arrive in time.'] as const)
    : error.code === 'HPE_HEADER_OVERFLOW'
      ? (['431 Request Header Fields Too Large', 'TooLarge', 'The headers are too large.'] as const)
      : (['400 Bad Request', 'MalformedRequest', syntaxProblem(error)] as const);
}

/** The most common cause is an address that was not encoded: clients of few languages do so by themselves. */
function syntaxProblem(error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }): string {
  const [line = ''] = error.rawPacket?.toString('latin1').split(/\r?\n/, 1) ?? [];
  const [, target] = /^[A-Z-]+ (\/.*) HTTP\/1\.[01]$/.exec(line) ?? [];
  return target !== undefined && /[^\x21-\x7e]/.test(target)
    ? 'Path and query hold ASCII only: percent-encode them, such as a space as %20 and é as %C3%A9.'
    : 'The request is not valid HTTP.';
}

function endWithError(socket: Socket, status: string, code: string, message: string): void {
  const body = JSON.stringify({ Code: code, Message: message } satisfies ApiErrorBody);
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
