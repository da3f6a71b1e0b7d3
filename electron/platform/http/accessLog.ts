import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { masked } from '../../../shared/masked.ts';
import type { AccessLogFiles } from '../storage/accessLogFiles.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the access log has the line of the beginning. */
    isLogged: boolean;
  }
}

/** What the access log needs. */
export interface AccessLogOptions {
  readonly files: AccessLogFiles;
  /** Origin of the platform, once it listens. */
  readonly origin: () => string;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/** What is longer between two slashes is masked: it is no name of a method, and could be an encoded secret key. */
const MAX_SEGMENT_LENGTH = 40;
const MAX_SEGMENTS = 12;

/**
 * Writes the beginning and the end of each request to the access log, in the format of docs/last-use.md. Neither queries nor bodies
 * nor headers are written, and of names and paths nothing that could end a line or be a token or a secret key. Called after
 * the authentication is set up: the lines name the account.
 */
export function logAccess(app: FastifyInstance, { files, origin, now }: AccessLogOptions): void {
  /** The platform has no sessions: each connection counts as one. */
  const sessions = new WeakMap<Socket, string>();
  const clock = localClock();

  function sessionOf(socket: Socket): string {
    const known = sessions.get(socket) ?? randomUUID();
    sessions.set(socket, known);
    return known;
  }

  /** Both lines of a request begin with this. */
  function begin({ socket, originalUrl, accountName }: FastifyRequest): string {
    const { day, time } = clock(now());
    const caller = `${nameForLine(accountName ?? '')} ${socket.remoteAddress ?? ''}`;
    return `${day} ${time} INFO ${sessionOf(socket)} ${caller} ${origin()}${pathForLine(originalUrl)}`;
  }

  app.decorateRequest('isLogged', false);
  app.addHook('onRequest', (request, _reply, done) => {
    request.isLogged = true;
    const line = begin(request);
    files.write(line.slice(0, 10), `${line}   '${request.method}' ''\n`);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const line = begin(request);
    const start = request.isLogged ? '' : `${line}   '${request.method}' ''\n`;
    const status = STATUS_CODES[reply.statusCode]?.replace(/[^A-Za-z]/g, '') ?? String(reply.statusCode);
    const end = `${line} ${status} ${durationText(reply.elapsedTime)} '${request.method} completed' ''\n`;
    files.write(line.slice(0, 10), start + end);
    done();
  });
}

/** A name cannot end its line, nor look like the fields behind it. */
function nameForLine(name: string): string {
  return masked(name.replace(/[\p{Cc}\p{Zl}\p{Zp}]|:\/\//gu, '_'));
}

function pathForLine(target: string): string {
  const [path = ''] = target.split(/[?#]/, 1);
  const segments = path
    .split('/', MAX_SEGMENTS)
    .map((segment) => (segment.length > MAX_SEGMENT_LENGTH ? '_' : segment));
  return masked(segments.join('/')).replace(/[^\x21-\x7e]+/g, '_');
}

function durationText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23);
}

/** Returns the local date and time of an instant; the part down to the second is calculated once a second. */
function localClock(): (now: number) => { readonly day: string; readonly time: string } {
  let second = Number.NaN;
  let day = '';
  let clock = '';
  return (now) => {
    if (Math.floor(now / 1000) !== second) {
      second = Math.floor(now / 1000);
      const date = new Date(now);
      const text = (value: number, length = 2): string => String(value).padStart(length, '0');
      day = `${text(date.getFullYear(), 4)}-${text(date.getMonth() + 1)}-${text(date.getDate())}`;
      clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map((value) => text(value)).join(':');
    }
    return { day, time: `${clock},${String(now % 1000).padStart(3, '0')}` };
  };
}
