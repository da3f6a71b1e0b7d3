import { JSON_TYPE, serveEach, sign } from './lines.mjs';

await serveEach(process.versions.node, async ({ variant, target, body }, platform) => {
  const url = new URL(platform.address + target);
  const host = variant === 'Host of its own, which is dropped' ? url.hostname : url.host;
  const pathAndQuery = variant === 'address as typed' ? target : url.pathname + url.search;
  const headers = sign(platform, { host, pathAndQuery, body });
  const type = body === null || variant === 'no Content-Type' ? {} : JSON_TYPE;
  const response = await fetch(url, { method: 'POST', headers: { ...headers, ...type, Host: host }, body });
  return { status: response.status, text: await response.text() };
});
