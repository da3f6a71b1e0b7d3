/**
 * What a response in the place of the installation's own tells about who gave it, by its status alone: `signIn` wants
 * another sign-in, `missing` has nothing at the path, `unavailable` is a gateway that does not get through, `pause` wants
 * fewer requests, `page` is a success without the data, as the sign-in page of a network is, `refused` is all the rest.
 */
export type Interception = 'signIn' | 'missing' | 'unavailable' | 'pause' | 'page' | 'refused';

const BY_STATUS: ReadonlyMap<number, Interception> = new Map([
  [401, 'signIn'],
  [404, 'missing'],
  [405, 'missing'],
  [408, 'unavailable'],
  [410, 'missing'],
  [429, 'pause'],
  [500, 'unavailable'],
  [501, 'missing'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
  [511, 'page'],
]);

/** Reads it out of the `detail` of an `INTERCEPTED`, which begins with the status: `HTTP 403, nginx`. */
export function interceptionOf(detail: string): Interception {
  const status = Number(/^HTTP (\d{3})\b/.exec(detail)?.[1]);
  return BY_STATUS.get(status) ?? (status < 300 ? 'page' : 'refused');
}
