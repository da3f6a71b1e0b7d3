/** curl, wget or HTTPie (`http`), which cannot sign: the headers are computed here. The argument names the program. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode, JSON_TYPE, serveEach, sign } from './lines.mjs';

const CURL_BODY = { '-d @file for --data-binary': '-d', '--json': '--json' };
const CURL_OPTIONS = { '--http2': ['--http2'], chunked: ['-H', 'Transfer-Encoding: chunked'] };

/** Parameters of each program: it prints head and body of the response, whatever the status; wget no body of a 401. */
const PARAMETERS = {
  curl: ({ variant, url, headers, file }) => [
    ...['-sSig', '-X', 'POST', url],
    ...headers.flatMap((header) => ['-H', header]),
    ...(file === null ? [] : [CURL_BODY[variant] ?? '--data-binary', `@${file}`]),
    ...(CURL_OPTIONS[variant] ?? []),
  ],
  wget: ({ url, headers, file }) => [
    ...['--method=POST', '-nv', '--server-response', '--content-on-error', '-O', '-', '--tries=1', url],
    ...headers.map((header) => `--header=${header}`),
    ...(file === null ? [] : [`--body-file=${file}`]),
  ],
  http: ({ variant, url, headers, file }) => [
    ...['--ignore-stdin', '--pretty=none', '--print=hb', 'POST', url],
    ...headers.map((header) => header.replace(': ', ':')),
    ...(file === null ? [] : [variant === 'field Take:=1 for a file' ? 'Take:=1' : `@${file}`]),
  ],
};

const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'keydesk-clients-'));
const [version] = /\d[\d.]+/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout);

await serveEach(version, async ({ variant, target, body }, platform) => {
  const isTyped = variant === 'address as typed' || variant === 'address not encoded';
  // HTTPie, which uses requests, writes hexadecimal digits in upper case.
  const encoded = encode(target).replace(/%[0-9a-f]{2}/g, (code) => (program === 'http' ? code.toUpperCase() : code));
  const file = body === null ? null : join(folder, 'body');
  if (file !== null) {
    writeFileSync(file, body);
  }
  const signed = sign(platform, {
    host: new URL(platform.address).host,
    pathAndQuery: isTyped ? target : encoded,
    body,
    ...(variant === 'date with +0300' ? { date: new Date().toUTCString().replace('GMT', '+0300') } : {}),
  });
  const headers = Object.entries({
    ...signed,
    ...(body === null || ['no Content-Type', '--json'].includes(variant) ? {} : JSON_TYPE),
  });
  const parameters = PARAMETERS[program]({
    variant,
    url: platform.address + (isTyped ? target : encoded),
    headers: headers.map((header) => header.join(': ')),
    file,
  });
  const { stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8' });
  // wget writes the head to standard error.
  const [, status = '0'] = /^ *HTTP\/1\.1 (\d+)/m.exec(`${stdout}\n${stderr}`) ?? [];
  return { status: Number(status), text: stdout + stderr };
});
rmSync(folder, { recursive: true });
