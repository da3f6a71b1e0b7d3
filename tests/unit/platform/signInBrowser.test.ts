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

const requestWith = (headers: Record<string, string>) => ({ url: URL_WITH_QUERY, method: 'POST', headers });

test.each([{}, { Authorization: 'Basic YTpi' }])('leaves a request with the headers %j as it is', async (headers) => {
  expect(await inBrowser(requestWith({ ...headers }))).toMatchObject(requestWith(headers));
});

test.each([
  SECRET,
  `${SECRET}:${TOKEN}`,
  `short:${SECRET}`,
  `${TOKEN};${SECRET}`,
  `${TOKEN}:${SECRET.slice(1)}`,
  `${TOKEN}:${SECRET.slice(0, -3)}B==`,
  `${TOKEN}:`,
  `Bearer ${SECRET}`,
])('sends nothing of what was entered in another form: %s', async (Authorization) => {
  const { headers } = (await inBrowser(requestWith({ Authorization }))) as { headers: Record<string, string> };
  expect(headers).toEqual({ Authorization: 'HMAC-SHA256' });
});

test.each([` ${TOKEN}:${SECRET}\n`, `${TOKEN} : ${SECRET}`])('does not mind spaces: %j', async (Authorization) => {
  const { headers } = (await inBrowser(requestWith({ Authorization }))) as { headers: Record<string, string> };
  expect(headers.Authorization).toMatch(new RegExp(`^HMAC-SHA256 Credential=${TOKEN}&`));
});

test('the browser adds no credentials of its own', async () => {
  expect(await inBrowser(requestWith({}))).toMatchObject({ credentials: 'omit' });
});
