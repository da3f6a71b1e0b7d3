import { apiErrorSchema } from '../../../../shared/adminApi/errors.ts';
import { BOTH_CHALLENGES, type HostileRow } from './hostileRow.ts';
import type { Exchange, RawResponse } from './rawSocket.ts';

/** What no response may contain: stacks, paths, and words of libraries and databases. */
const LEAKS: readonly RegExp[] = [
  /\bat .+:\d+/,
  /node_modules|node:/,
  /\.(?:[cm]?[jt]s|json)\b/,
  /\/(?:tmp|home|root|usr|work|etc|var)\b/,
  /electron\/|\bfile:/,
  /SQLITE|sqlite|kysely|fastify|FST_ERR|\bzod\b/i,
  /syntax error|invalid (?:byte sequence|input syntax)|out of range for|violates|constraint|relation "|\bSELECT\b|\bpg_/i,
  /Error:|\bstack\b|\[object /,
];

/** Returns everything that is wrong with the responses to a row. */
export function problemsOf(row: HostileRow, exchange: Exchange, secrets: readonly string[]): string[] {
  const { responses, text, hasEnded } = exchange;
  const [response] = responses;
  return [
    ...(hasEnded ? [] : ['the connection stays open']),
    ...leaksOf(text, secrets),
    ...(response === undefined ? ['no response'] : []),
    ...(responses.length > 1 ? [`${responses.length}: ${responses.map(({ status }) => status).join(', ')}`] : []),
    ...(response === undefined ? [] : compare(row, response)),
  ];
}

/** Returns what a response discloses. */
export function leaksOf(text: string, secrets: readonly string[]): string[] {
  return [
    ...LEAKS.filter((pattern) => pattern.test(text)).map(
      (pattern) => `it contains ${pattern}: ${JSON.stringify(text.slice(0, 500))}`,
    ),
    ...(secrets.some((secret) => text.includes(secret)) ? ['it contains a secret'] : []),
  ];
}

function compare(row: HostileRow, { status, headers, body }: RawResponse): string[] {
  const [expectedStatus, code] = row.rejection;
  const { message, challenges = expectedStatus === 401 ? BOTH_CHALLENGES : [], field } = row;
  const problems: string[] = [];
  const check = (what: string, actual: unknown, expected: unknown) => {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
      problems.push(`${what} is ${JSON.stringify(actual)} and not ${JSON.stringify(expected)}`);
    }
  };
  const valuesOf = (wanted: string) => headers.filter(([name]) => name === wanted).map(([, value]) => value);
  check('status', status, expectedStatus);
  check('WWW-Authenticate', valuesOf('www-authenticate'), challenges);
  check('Access-Control-Allow-Origin', valuesOf('access-control-allow-origin'), []);
  if (code === null) {
    check('body', body, '');
  } else {
    const error = readError(body);
    check('Code', error?.Code, code);
    check('Message', error?.Message, message ?? error?.Message);
    check('Content-Type', valuesOf('content-type')[0]?.split(';', 1)[0], 'application/json');
    if (field !== undefined && !error?.Details?.some(({ Field }) => Field === field)) {
      problems.push(`Details do not name ${field}: ${body.slice(0, 300)}`);
    }
  }
  if (expectedStatus === 429) {
    const [wait = ''] = valuesOf('retry-after');
    check('Retry-After is 1 to 60', /^\d+$/.test(wait) && Number(wait) >= 1 && Number(wait) <= 60, true);
  }
  return problems;
}

function readError(body: string) {
  try {
    return apiErrorSchema.strict().parse(JSON.parse(body));
  } catch {
    return null;
  }
}
