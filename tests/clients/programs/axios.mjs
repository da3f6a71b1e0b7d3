import axios, { VERSION } from 'axios';
import { JSON_TYPE, serveEach, sign } from './lines.mjs';

await serveEach(VERSION, async ({ variant, target, body }, platform) => {
  const isQuery = variant === 'params signed as URLSearchParams';
  const [path, query] = target.split('?');
  const address = isQuery ? path : target;
  const params = isQuery ? Object.fromEntries(new URLSearchParams(query)) : {};
  const url = new URL(axios.getUri({ url: platform.address + address, params }));
  const pathAndQuery = isQuery ? `${path}?${new URLSearchParams(params)}` : url.pathname + url.search;
  const headers = sign(platform, { host: url.host, pathAndQuery, body });
  const response = await axios({
    method: 'POST',
    url: platform.address + address,
    params,
    headers: { ...headers, ...(body === null ? {} : JSON_TYPE) },
    // A text is trimmed.
    data: body === null || variant === 'text instead of bytes' ? body : Buffer.from(body),
    responseType: 'text',
    validateStatus: () => true,
  });
  return { status: response.status, text: response.data };
});
