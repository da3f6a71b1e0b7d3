import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveAll } from './lines.mjs';

const PROGRAM = new URL('../node_modules/httpyac/bin/httpyac.js', import.meta.url).pathname;
const { version } = JSON.parse(readFileSync(new URL('../node_modules/httpyac/package.json', import.meta.url), 'utf8'));

/** Runs before each request is sent: address and body are final. */
const SIGN = `{{@request
  const { createHash, createHmac } = require('crypto');
  const url = new URL(request.url);
  const date = new Date().toUTCString();
  const hash = createHash('sha256').update(request.body ?? '').digest('base64');
  const pathAndQuery = url.pathname + url.search;
  const signature = createHmac('sha256', Buffer.from(process.env.SECRET, 'base64'))
    .update(['POST', pathAndQuery, [date, url.host, hash].join(';')].join('\\n')).digest('base64');
  Object.assign(request.headers, {
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    Authorization: 'HMAC-SHA256 Credential=' + process.env.TOKEN +
      '&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=' + signature,
  });
}}`;

const MISTAKES = {
  'address as typed': (script) => script.replace('url.pathname + url.search', 'request.url.slice(url.origin.length)'),
  'body signed before {{…}} is replaced': (script) => script.replace("request.body ?? ''", `'{"Search":"{{name}}"}'`),
};

await serveAll(version, async (requests, { address, token, secret }) => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-clients-'));
  try {
    const regions = requests.map(({ variant, target, body }, index) => {
      if (body !== null) {
        writeFileSync(join(folder, `body${index}`), body);
      }
      const lines = body === null ? [] : ['Content-Type: application/json', '', `< ./body${index}`];
      return [(MISTAKES[variant] ?? String)(SIGN), `POST ${address}${target}`, ...lines].join('\n');
    });
    writeFileSync(join(folder, 'requests.http'), regions.join('\n\n###\n\n'));
    const env = { ...process.env, TOKEN: token, SECRET: secret };
    const parameters = [PROGRAM, 'send', 'requests.http', '--all', '--json'];
    const { stdout } = spawnSync(process.execPath, parameters, { cwd: folder, env, encoding: 'utf8' });
    const { requests: sent } = JSON.parse(stdout);
    return sent.map(({ response }) => ({ status: response?.statusCode ?? 0, text: response?.body ?? '' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
