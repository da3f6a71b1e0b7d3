import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, tooLarge } from './apiError.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as received; `null` until it is complete. */
    receivedBody: Buffer | null;
  }
}

const NO_BODY = Buffer.alloc(0);

/**
 * Reads the complete body of every request, even if no route needs it: a signed hash covers the bytes as received.
 * @param limit maximum size in bytes; larger bodies are not read to the end.
 * @param onBody called with the bytes before they are parsed; an error it throws becomes the response. Returns `null` if
 * there is nothing to wait for, as for most requests.
 */
export function readBodies(
  app: FastifyInstance,
  limit: number,
  onBody: (request: FastifyRequest, body: Buffer) => Promise<void> | null,
) {
  app.decorateRequest('receivedBody', null);
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', (request, _payload, done) => {
    const body = bodyOf(request);
    // Replacing invalid UTF-8 would process a different request from the one sent.
    if (!isUtf8(body)) {
      done(new ApiError(400, 'MalformedRequest', 'The body is not UTF-8.'), undefined);
      return;
    }
    void parseJson(request, body.toString('utf8'), done);
  });

  function accept(request: FastifyRequest, body: Buffer): Promise<void> | null {
    request.receivedBody = body;
    if (body.length === 0) {
      // Clients send a content type even without a body, and not always JSON; without a body it is ignored.
      delete request.headers['content-type'];
      delete request.headers['transfer-encoding'];
    }
    return onBody(request, body);
  }

  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      throw tooLarge(limit);
    }
    const waiting = request.raw.complete
      ? accept(request, takeBody(request.raw, limit))
      : readBody(payload as Readable, limit).then((body) => accept(request, body));
    if (waiting === null) {
      done();
    } else {
      waiting.then(() => done(), done);
    }
  });
}

/** Returns the body of a request as received; empty when there is none. */
export function bodyOf(request: FastifyRequest): Buffer {
  return request.receivedBody ?? NO_BODY;
}

/** Takes a body that has arrived together with its head, as most do. */
function takeBody(request: IncomingMessage, limit: number): Buffer {
  if (request.readableLength > limit) {
    throw tooLarge(limit);
  }
  return (request.read() as Buffer | null) ?? NO_BODY;
}

function readBody(payload: Readable, limit: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  payload.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limit) {
      payload.pause();
      reject(tooLarge(limit));
      return;
    }
    chunks.push(chunk);
  });
  payload.on('end', () => resolve(chunks.length === 1 ? (chunks[0] ?? NO_BODY) : Buffer.concat(chunks)));
  // A client that disconnects is not a failure of the platform.
  payload.on('error', () => reject(new ApiError(400, 'MalformedRequest', 'The connection ended before the body did.')));
  return promise;
}
