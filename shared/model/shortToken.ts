/** Shortens a token to `40572d43…fb2e`: enough to recognise it, not enough to use it. */
export function shortToken(token: string): string {
  return token.length <= 13 ? token : `${token.slice(0, 8)}…${token.slice(-4)}`;
}
