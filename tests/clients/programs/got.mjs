import { readFileSync } from 'node:fs';
import got from 'got';
import { JSON_TYPE, serveEach, sign } from './lines.mjs';

const { version } = JSON.parse(readFileSync(new URL('../node_modules/got/package.json', import.meta.url), 'utf8'));

await serveEach(version, async ({ variant, target, body }, platform) => {
  const signRequest = (options) => {
    const { host, pathname, search } = options.url;
    const pathAndQuery = variant === 'address as typed' ? target : pathname + search;
    Object.assign(options.headers, sign(platform, { host, pathAndQuery, body }));
  };
  const response = await got.post(platform.address + target, {
    headers: body === null ? {} : JSON_TYPE,
    ...(body === null ? {} : { body }),
    hooks: { beforeRequest: [signRequest] },
    retry: { limit: 0 },
    throwHttpErrors: false,
  });
  return { status: response.statusCode, text: response.body };
});
