import type { StoredConnection } from '../../../shared/model/connection.ts';
import type { AdminApiTarget } from '../../ports.ts';

/** Identifies the installation of a connection and the account or key it is used with. */
export function sourceOf(connection: StoredConnection): string {
  const { address, servicePath, signIn, username, token } = connection;
  return JSON.stringify([address, servicePath, signIn, username, token]);
}

/** Whether two versions of a connection call the same installation, as the same account or key, with the same trust. */
export function isSameTarget(one: StoredConnection, other: StoredConnection): boolean {
  return sourceOf(one) === sourceOf(other) && one.caCertificate === other.caCertificate;
}

/** Returns the target of a connection, signed in with its password or secret key. */
export function targetOf(
  connection: Pick<StoredConnection, 'address' | 'servicePath' | 'signIn' | 'username' | 'token' | 'caCertificate'>,
  password: string,
): AdminApiTarget {
  const { address, servicePath, signIn, username, token, caCertificate } = connection;
  const credentials =
    signIn === 'password'
      ? ({ kind: 'password', username, password } as const)
      : ({ kind: 'key', token, secretKey: password } as const);
  return { address, servicePath, credentials, caCertificate };
}
