import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { shortToken } from '../../shared/model/shortToken.ts';

/** As whom a connection signs in: the user name, or the token of its key cut in the middle. */
export function signedInAs({
  signIn,
  username,
  token,
}: Pick<ConnectionSummary, 'signIn' | 'username' | 'token'>): string {
  return signIn === 'password' ? username : shortToken(token);
}
