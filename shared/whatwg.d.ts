/**
 * The part of the WHATWG URL standard that `shared/` uses. Chromium and Node both provide it as a global;
 * declaring just this much keeps every other DOM or Node global out of reach of shared code.
 * Source: https://url.spec.whatwg.org/#api
 */
declare class URL {
  constructor(url: string, base?: string);
  readonly href: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
