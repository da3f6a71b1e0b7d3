import type { AuthenticationKey } from '../../shared/model/key.ts';
import { shortToken } from '../../shared/model/shortToken.ts';

/** Names a key, for its check box in a table. The same in every language. */
export function keyLabel({ fullName, username, token }: AuthenticationKey): string {
  return `${fullName} (${username}), ${shortToken(token)}`;
}
