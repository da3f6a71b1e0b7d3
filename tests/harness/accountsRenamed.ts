import { type Fault, rewritten } from './faults.ts';

/** The names of an account. */
export interface AccountName {
  readonly username: string;
  readonly fullName: string;
}

/**
 * Gives accounts other names in every answer, since none can be made over the API.
 * @param nameOf the names for a user name; `undefined` leaves the account its own.
 */
export function accountsRenamed(nameOf: (username: string) => AccountName | undefined): Fault {
  return rewritten((object) => {
    const name = typeof object.Username === 'string' && 'FullName' in object ? nameOf(object.Username) : undefined;
    return name === undefined ? object : { ...object, Username: name.username, FullName: name.fullName };
  });
}
