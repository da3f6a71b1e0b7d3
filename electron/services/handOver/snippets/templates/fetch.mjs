// @comment:requires@ Node.js 18+
import { createHash, createHmac } from 'node:crypto';

// @comment:keepSecret@
const ADDRESS = '@address@';
const TOKEN = '@token@';
const SECRET = '@secret@';

function send(method, path, body) {
  // @comment:signed@
  const url = new URL(ADDRESS + path);
  const date = new Date().toUTCString();
  const hash = createHash('sha256').update(body).digest('base64');
  const signature = createHmac('sha256', Buffer.from(SECRET, 'base64'))
    .update(`${method}\n${url.pathname}${url.search}\n${date};${url.host};${hash}`)
    .digest('base64');
  const headers = {
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    Authorization: `HMAC-SHA256 Credential=${TOKEN}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
  if (body !== '') {
    headers['Content-Type'] = 'application/json';
  }
  return fetch(url, { method, headers, body: body === '' ? undefined : body });
}

// @comment:call@
const response = await send('@method@', '@path@', '@body@');
console.log(response.status);
console.log(await response.text());
