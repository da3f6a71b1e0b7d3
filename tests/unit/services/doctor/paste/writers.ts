import type { Read } from './marked.ts';

const single = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const double = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
const ansi = (text: string) =>
  `$'${text
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
const powershell = (text: string) => `'${text.replaceAll("'", "''").replaceAll('"', '\\"')}'`;
/** As the developer tools of Chrome write it. */
const cmd = (text: string) =>
  `^"${text
    .replace(/(\\*)"/g, '$1$1\\"')
    .replace(/\\+$/, '$&$&')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.,?;()*`]/g, '^$&')
    .replace(/\r?\n/g, '^$&$&')}^"`;

function curl(quote: (text: string) => string, continued: string, { method, address, headers, body }: Read): string {
  return [
    `curl -g -X ${method} ${quote(address)}`,
    ...headers.map(([name, value]) => `  -H ${quote(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`  --data-raw ${quote(body)}`]),
  ].join(` ${continued}\n`);
}

function raw(lineEnd: string, { method, address, headers, body }: Read): string {
  const head = [`${method} ${address} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return [...head, '', body ?? ''].join(lineEnd);
}

function har({ method, address, headers, body }: Read): string {
  return JSON.stringify({
    request: {
      method,
      url: address,
      headers: headers.map(([name, value]) => ({ name, value })),
      ...(body === null ? {} : { postData: { text: body } }),
    },
  });
}

/** Write a request as programs show it. */
export const WRITERS: Readonly<Record<string, (request: Read) => string>> = {
  "curl with '…'": (request) => curl(single, '\\', request),
  'curl with "…"': (request) => curl(double, '\\', request),
  "curl with $'…'": (request) => curl(ansi, '\\', request),
  'curl for PowerShell': (request) => curl(powershell, '`', request),
  'curl for cmd': (request) => curl(cmd, '^', request),
  'raw HTTP with LF': (request) => raw('\n', request),
  'raw HTTP with CR LF': (request) => raw('\r\n', request),
  'an entry of HAR': har,
};
