/** An expiry in the responses of a test. */
export const EXPIRES = '2027-01-01T00:00:00Z';

/** A key as an installation returns it. */
export const WIRE_KEY = {
  Id: 'authkey.1',
  AccountId: 'account.1',
  Username: 'a',
  FullName: 'A',
  Token: 't',
  CreationDate: '2026-01-01T00:00:00Z',
  ExpirationDate: EXPIRES,
  Version: 1,
};
