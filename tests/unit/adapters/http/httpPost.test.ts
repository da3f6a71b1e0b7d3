import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callJson, type Fetch } from '../../../../electron/adapters/http/httpPost.ts';

const options = {
  url: 'https://stand.example/service/List',
  authorize: () => ({ Authorization: 'Basic YTpi' }),
  body: { Take: 1 },
  answer: z.object({ Total: z.number() }),
};

const rejectWith =
  (error: unknown): Fetch =>
  () =>
    Promise.reject(error);

describe('what a request ends with', () => {
  it.each<[what: string, fetch: Fetch, refusal: object]>([
    ['a redirect', async () => new Response(null, { status: 302 }), { code: 'REDIRECT_REFUSED' }],
    [
      "Electron's text for an unknown name",
      rejectWith(new Error('net::ERR_NAME_NOT_RESOLVED')),
      { code: 'UNREACHABLE', detail: 'net::ERR_NAME_NOT_RESOLVED' },
    ],
    [
      'the cause that Node gives',
      rejectWith(
        new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
      ),
      { code: 'UNREACHABLE', detail: 'ECONNREFUSED' },
    ],
    ['a failure that is no error', rejectWith('broken'), { code: 'UNREACHABLE', detail: undefined }],
  ])('%s', async (_what, fetch, refusal) => {
    await expect(callJson(fetch, options)).rejects.toMatchObject(refusal);
  });

  it('a time limit', async () => {
    const fetch: Fetch = (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    await expect(callJson(fetch, { ...options, timeLimitMs: 1 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});

describe('fault 19: a success that is not JSON in UTF-8', () => {
  const answering =
    (contentType: string | null, mark = ''): Fetch =>
    async () =>
      new Response(new TextEncoder().encode(`${mark}{"Total":3}`), {
        headers: contentType === null ? {} : { 'Content-Type': contentType },
      });

  it.each([
    null,
    'text/html',
    'application/jsonp',
    'text/plain; application/json',
    'application/json; charset=windows-1251',
    'application/json; odata.metadata=none; charset=utf-16',
    'application/json, text/html',
  ])('is refused: %s', async (type) => {
    await expect(callJson(answering(type), options)).rejects.toMatchObject({ code: 'INTERCEPTED', detail: 'HTTP 200' });
  });

  it.each<[what: string, bytes: Uint8Array]>([
    ['bytes that are no UTF-8', Buffer.from('{"Total":3,"Name":"\xcf\xb8\xf2\xf0"}', 'latin1')],
    ['a letter that was cut', Buffer.from('{"Total":3,"Name":"Пётр"}').subarray(0, -3)],
    ['nothing', new Uint8Array()],
    ['half of it', Buffer.from('{"Total":')],
    ['UTF-16', Buffer.from('\ufeff{"Total":3}', 'utf16le')],
    ["the platform's error body", Buffer.from('{"Code":"NotPermitted","Message":"no"}')],
    ['another service', Buffer.from('{"status":"ok"}')],
  ])('is not understood: %s', async (_what, bytes) => {
    const fetch: Fetch = async () =>
      new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'application/json' } });
    await expect(callJson(fetch, options)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
    'application/x+json',
    'application/json; charset="UTF-8"; odata.metadata=minimal',
    'application/json; profile="https://example.org/key; v=1"',
    'text/json; charset=us-ascii',
  ])('while this one is accepted, also with a byte order mark: %s', async (type) => {
    expect(await callJson(answering(type), options)).toEqual({ Total: 3 });
    expect(await callJson(answering(type, '\ufeff'), options)).toEqual({ Total: 3 });
  });
});

it('sends without cookies, past every cache, following no redirect and with a time limit', async () => {
  const seen: unknown[] = [];
  const fetch: Fetch = async (url, init) => {
    seen.push([url, init]);
    return Response.json({ Total: 3 });
  };
  expect(await callJson(fetch, options)).toEqual({ Total: 3 });
  expect(seen).toEqual([
    [
      options.url,
      {
        method: 'POST',
        headers: { Authorization: 'Basic YTpi', 'Content-Type': 'application/json', Accept: 'application/json' },
        body: '{"Take":1}',
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'manual',
        signal: expect.any(AbortSignal),
      },
    ],
  ]);
});
