import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { shortToken } from '../../shared/model/shortToken.ts';

/** The account with which a connection signs in: the user name, or the shortened token of its key. */
export function signedInAs({
  signIn,
  username,
  token,
}: Pick<ConnectionSummary, 'signIn' | 'username' | 'token'>): string {
  return signIn === 'password' ? username : shortToken(token);
}
