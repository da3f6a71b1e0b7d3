import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveAll } from './lines.mjs';

const PROGRAM = new URL('../node_modules/@usebruno/cli/bin/bru.js', import.meta.url).pathname;
const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/@usebruno/cli/package.json', import.meta.url), 'utf8'),
);

/** The pre-request script of the "safe" sandbox. */
const SIGN = `
  const { enc, HmacSHA256, SHA256 } = require('crypto-js');
  const typed = bru.interpolate(req.getUrl());
  const url = encodeURI(typed).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');
  req.setUrl(url);
  const raw = req.getBody({ raw: true });
  const body = raw ? bru.interpolate(raw).trim() : '';
  if (raw) {
    req.setBody(body, { raw: true });
  }
  const [, host, pathAndQuery] = url.match(/^http:..([^/]+)(.*)$/);
  const date = new Date().toUTCString();
  const hash = SHA256(body).toString(enc.Base64);
  const text = ['POST', pathAndQuery, [date, host, hash].join(';')].join('\\n');
  const signature = HmacSHA256(text, enc.Base64.parse(bru.getProcessEnv('SECRET'))).toString(enc.Base64);
  req.setHeader('x-ms-date', date);
  req.setHeader('x-ms-content-sha256', hash);
  req.setHeader('Authorization', 'HMAC-SHA256 Credential=' + bru.getProcessEnv('TOKEN') +
    '&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=' + signature);`;

const MISTAKES = {
  'line break at the end of the body': (script) => script.replace('.trim()', ''),
  'address as typed': (script) =>
    script
      .replace('req.setUrl(url);', '')
      .replace("const url = encodeURI(typed).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%')", 'const url = typed'),
  'host read behind {{…}}': (script) =>
    `const early = req.getHost();\n${script.replace('[date, host', '[date, early')}`,
};

await serveAll(version, async (requests, { address, token, secret }) => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-clients-'));
  try {
    writeFileSync(join(folder, 'bruno.json'), JSON.stringify({ version: '1', name: 'KeyDesk', type: 'collection' }));
    requests.forEach((request, index) => {
      writeFileSync(join(folder, `${index}.bru`), toBru(request, index));
    });
    const env = { ...process.env, ADDRESS: address, TOKEN: token, SECRET: secret };
    spawnSync(process.execPath, [PROGRAM, 'run', '--output', 'results.json'], { cwd: folder, env, encoding: 'utf8' });
    const [{ results }] = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
    return results.map(({ response, error }) => ({
      status: Number(response.status) || 0,
      // Bruno has parsed it.
      text: JSON.stringify(response.data ?? String(error)),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Bruno reads line breaks of Windows as line feeds. */
function toBru({ variant, target, body }, index) {
  const script = (MISTAKES[variant] ?? String)(SIGN);
  return [
    `meta {\n  name: ${index}\n  type: http\n  seq: ${index + 1}\n}`,
    `post {\n  url: {{process.env.ADDRESS}}${target}\n  body: ${body === null ? 'none' : 'json'}\n  auth: none\n}`,
    ...(body === null ? [] : [`body:json {\n${body.replace(/^(?=.)/gm, '  ')}\n}`]),
    ...(variant === 'encodeUrl' ? ['settings {\n  encodeUrl: true\n}'] : []),
    `script:pre-request {\n${script}\n}`,
    '',
  ].join('\n\n');
}
