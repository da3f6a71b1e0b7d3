import { ACCOUNT_SERVICE_PATH } from '../../shared/adminApi/accountService.ts';
import { DEFAULT_SERVICE_PATH } from '../../shared/model/connection.ts';

/** A request as a person enters it in a client. */
export interface Call {
  /** What the client does otherwise than usual; empty for nothing. */
  readonly variant: string;
  /** Path and query as they are typed, percent-encoded at most in part. */
  readonly target: string;
  /** `null` for none. */
  readonly body: string | null;
}

/** Path of the method that most calls use. */
export const LIST = `${DEFAULT_SERVICE_PATH}/List`;
/** A body with letters beyond ASCII, and with line breaks of Windows, also at its end. */
export const BODY = '{\r\n  "Search": "Бобров",\r\n  "Take": 1\r\n}\r\n';

/** Queries that clients encode differently; the platform ignores them, but they are signed. */
const QUERIES = [
  '?name=Пётр Ильич',
  '?a=1+2&b=%2B',
  '?a[]=1&b=[1]',
  '?a=x|y',
  '?path=%2fa%2Fb&empty=&flag',
  `?q="naïve" <café>&{x}`,
  '?label=отдел /1&time=10:20,30&$filter=a eq 1',
];

/** Correct requests that are hard to sign. The response contains `text`. */
export const HARD_CALLS: readonly (Call & { readonly text: string })[] = [
  ...['', ...QUERIES].map((query) => ({ variant: '', target: `${LIST}${query}`, body: BODY, text: 'Бобров' })),
  { variant: '', target: `${DEFAULT_SERVICE_PATH}/GetPermissions?имя=я`, body: null, text: 'CanView' },
  { variant: '', target: `${ACCOUNT_SERVICE_PATH}/FindByUsername`, body: '"admin"', text: '"account.1"' },
];
