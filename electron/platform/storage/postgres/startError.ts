import { DatabaseError } from 'pg';
import { PlatformStartError, readOnlyDatabase, unfitDatabase } from '../../platformStartError.ts';
import { AllHostsFailed, ConnectionFailure, PasswordRequired, READ_ONLY, UnsuitableHost } from './connectionFailure.ts';
import type { ServerAddress } from './serverAddress.ts';
import { hostText } from './serverHosts.ts';

/** How a sentence names what an address leads to. */
interface Names {
  readonly server: string;
  readonly role: string;
  readonly database: string;
  readonly hasTls: boolean;
}

type Sentence = (names: Names) => string;

const BUSY: Sentence = ({ server }) =>
  `The server ${server} is starting up or shutting down. Start the platform again when the server is ready.`;

/**
 * Common errors by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), each with the next step.
 */
const BY_STATE: Readonly<Record<string, Sentence>> = {
  '28P01': ({ server, role }) =>
    `The server ${server} rejected the password of the role "${role}", or has no such role. Pass the right password in PGPASSWORD.`,
  '28000': ({ server, role, database, hasTls }) =>
    `The server ${server} does not let the role "${role}" into the database "${database}" from this computer. Check that the role may log in and that pg_hba.conf has a line for it${hasTls ? '' : '; a line of the type hostssl requires ?sslmode=verify-full in the address'}.`,
  '3D000': ({ server, role, database }) =>
    `The server ${server} has no database "${database}". Create it: create database "${database}" owner "${role}".`,
  '42501': ({ role, database }) =>
    `The role "${role}" lacks rights in the database "${database}". Nothing was changed. Make it the owner: alter database "${database}" owner to "${role}"; or, as an administrator connected to that database, grant the right named below: grant create on schema public to "${role}".`,
  '53300': ({ server }) =>
    `The server ${server} accepts no more connections. Close others, raise max_connections, or put a pooler in front of it.`,
  '08P01': ({ server }) =>
    `The server ${server}, or a pooler in front of it, rejected the connection. A pooler has to work by session or by transaction, not by statement, and to know the database, the role and its password.`,
  '57P01': BUSY,
  '57P02': BUSY,
  '57P03': BUSY,
  '57014': ({ database }) =>
    `A statement in the database "${database}" took too long, probably because of a lock. Nothing was changed. End what holds the lock and start the platform again.`,
};

/** Common errors of the system by code. */
const BY_CODE: Readonly<Record<string, Sentence>> = {
  ENOTFOUND: ({ server }) => `The host name of ${server} is unknown. Check the address of the database.`,
  EAI_AGAIN: ({ server }) =>
    `The host name of ${server} cannot be looked up now. Check the network and the address of the database.`,
  ECONNREFUSED: ({ server }) =>
    `No server listens at ${server}. Check the port, that PostgreSQL runs, and its setting listen_addresses.`,
  ENOENT: ({ server }) => `There is no socket for ${server}. Check the folder and the port, and that PostgreSQL runs.`,
};

/**
 * Returns the error for the user if an error comes from the database, else `null`. Decided by codes and classes; the text
 * of the cause, which may be in any language, is only appended.
 */
export function toStartError(error: unknown, address: ServerAddress): PlatformStartError | null {
  if (error instanceof ConnectionFailure) {
    return new PlatformStartError(sentenceOf(error, address), { cause: error, reason: reasonOf(error.cause) });
  }
  if (error instanceof AllHostsFailed) {
    const texts = error.failures.map(
      (failure) => new PlatformStartError(sentenceOf(failure, address), { reason: reasonOf(failure.cause) }).message,
    );
    return new PlatformStartError(`No host of the address can be used.\n${texts.join('\n')}`, { cause: error });
  }
  if (!(error instanceof DatabaseError)) {
    return null;
  }
  if (error.code === READ_ONLY) {
    return readOnlyDatabase(error);
  }
  const sentence = BY_STATE[error.code ?? ''];
  return sentence === undefined
    ? unfitDatabase(error)
    : new PlatformStartError(sentence(namesOf(address, '')), { cause: error, reason: error.message });
}

function sentenceOf({ host, cause }: ConnectionFailure, address: ServerAddress): string {
  const names = namesOf(address, hostText(host));
  const { server, role, hasTls } = names;
  if (cause instanceof PasswordRequired) {
    return `The server ${server} requires a password for the role "${role}". Pass it in PGPASSWORD.`;
  }
  if (cause instanceof UnsuitableHost) {
    return `The server ${server} is a standby or read-only, and the address asks for target_session_attrs=${address.target}.`;
  }
  const code = codeOf(cause);
  const sentence = cause instanceof DatabaseError ? BY_STATE[code] : BY_CODE[code];
  const limit = `${address.connectLimitMs / 1000} s`;
  const tls = hasTls
    ? ' It has to offer TLS with a certificate for this host name by an authority that is known or named by sslrootcert; sslmode=disable connects without TLS.'
    : '';
  const otherwise = `The server ${server} did not accept the connection as PostgreSQL does within ${limit}. Check the address, the firewall and the server.${tls}`;
  return sentence?.(names) ?? otherwise;
}

function namesOf({ user, database, tls }: ServerAddress, server: string): Names {
  return { server, role: user, database, hasTls: tls !== null };
}

/** SQLSTATE, or code of the system. */
function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : '') || codeOf(cause);
}
