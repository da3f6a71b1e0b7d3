import { inspect } from 'node:util';
import type { Read } from './marked.ts';

const single = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const double = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
const ansi = (text: string) =>
  `$'${text
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
const powershell = (text: string) => `'${text.replaceAll("'", "''").replace(/(\\*)"/g, '$1$1\\"')}'`;
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

/** As `repr` of Python writes bytes. */
function pythonBytes(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => {
    const char = String.fromCharCode(byte);
    const known = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', "'": "\\'" }[char];
    return known ?? (byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, '0')}` : char);
  });
  return `b'${bytes.join('')}'`;
}

function python(request: Read): string {
  const [head = '', ...body] = raw('\r\n', request).split('\r\n\r\n');
  return [`${head}\r\n\r\n`, body.join('\r\n\r\n')]
    .filter((part) => part !== '')
    .map((part) => `send: ${pythonBytes(part)}`)
    .join('\n');
}

function ruby(request: Read): string {
  return python(request)
    .replaceAll("send: b'", '<- "')
    .replace(/'$/gm, '"')
    .replace(/\\'|(?<=<- ".*)"(?=.)/g, (quote) => (quote === "\\'" ? "'" : '\\"'));
}

function node({ method, address, headers, body }: Read): string {
  const fields = { method, headers: Object.fromEntries(headers), ...(body === null ? {} : { body }) };
  return `fetch ${inspect({ url: address, ...fields })}`;
}

function newman({ method, address, headers, body }: Read): string {
  const header = headers.map(([key, value]) => ({ key, value }));
  const request = { method, url: address, header, ...(body === null ? {} : { body: { mode: 'raw', raw: body } }) };
  return JSON.stringify({ run: { executions: [{ request }] } }, null, 2);
}

function bruno({ method, address, headers, body }: Read): string {
  const request = {
    method,
    url: address,
    headers: Object.fromEntries(headers),
    ...(body === null ? {} : { data: body }),
  };
  return JSON.stringify([{ results: [{ request }] }], null, 2);
}

function traced({ headers, ...request }: Read): string {
  const command = curl(single, '\\', { ...request, headers });
  const [head = ''] = raw('\n', { ...request, headers }).split('\n\n');
  const lines = head.split('\n').map((line) => `> ${line}`);
  return [command.replace('curl', 'curl -v'), '* Connected', ...lines, '> ', '< HTTP/1.1 200 OK', '< '].join('\n');
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
  'curl -v': traced,
  'an entry of HAR': har,
  'http.client of Python': python,
  'Net::HTTP of Ruby': ruby,
  'options of Node': node,
  'a report of newman': newman,
  'a report of Bruno': bruno,
};
