import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signInBrowser } from '../../../electron/platform/http/signInBrowser.ts';
import { stringToSign } from '../../../shared/hmac/stringToSign.ts';

const TOKEN = '0123456789abcdef'.repeat(2);
const SECRET = Buffer.alloc(64, 250).toString('base64');
const URL_WITH_QUERY = 'http://127.0.0.1:8787/api/x?a=%20';

/** The function as the page gets it: its text alone, without anything around it. */
const inBrowser: typeof signInBrowser = new Function(`return ${signInBrowser.toString()}`)();

test.each(['', '{"Search":"Бобров"}'])('signs a request with the body %j as the platform expects', async (body) => {
  const request = { url: URL_WITH_QUERY, method: 'post', body, headers: { Authorization: `${TOKEN}:${SECRET}` } };
  const { headers } = (await inBrowser(request)) as { headers: Record<string, string> };
  const contentHash = createHash('sha256').update(body).digest('base64');
  expect(headers['x-ms-content-sha256']).toBe(contentHash);
  const text = stringToSign({
    method: 'POST',
    pathAndQuery: '/api/x?a=%20',
    signedHeaderValues: [headers['x-ms-date'] ?? '', '127.0.0.1:8787', contentHash],
  });
  const signature = createHmac('sha256', Buffer.from(SECRET, 'base64')).update(text).digest('base64');
  expect(headers.Authorization).toBe(
    `HMAC-SHA256 Credential=${TOKEN}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  );
  expect(JSON.stringify(headers)).not.toContain(SECRET);
});

test.each([undefined, 'Basic YTpi', 'HMAC-SHA256 Credential=x', `${TOKEN}:`, `short:${SECRET}`])(
  'leaves a request with the authorization %j as it is',
  async (authorization) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const request = { url: URL_WITH_QUERY, method: 'POST', headers: { ...headers } };
    expect(await inBrowser(request)).toEqual({ url: URL_WITH_QUERY, method: 'POST', headers });
  },
);
