import { readFileSync } from 'node:fs';
import newman from 'newman';
import { serveAll } from './lines.mjs';

const { version } = JSON.parse(readFileSync(new URL('../node_modules/newman/package.json', import.meta.url), 'utf8'));

/** The pre-request script: resolves the variables, and signs the address and the body that are sent. */
const SIGN = `
  const { enc, HmacSHA256, SHA256 } = require('crypto-js');
  const { Url } = require('postman-collection');
  const resolve = (text) => pm.variables.replaceIn(text ?? '');
  pm.request.url.update(encodeURI(resolve(pm.request.url.toString())).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%'));
  const address = new Url(pm.request.url.toString());
  const body = resolve(pm.request.body?.raw);
  if (body !== '') {
    pm.request.body.raw = body;
  }
  sign(address.getRemote(), address.getPathWithQuery(), body);

  function sign(host, pathAndQuery, body) {
    const date = new Date().toUTCString();
    const hash = SHA256(body).toString(enc.Base64);
    const text = ['POST', pathAndQuery, [date, host, hash].join(';')].join('\\n');
    const signature = HmacSHA256(text, KEY).toString(enc.Base64);
    pm.request.headers.upsert({ key: 'x-ms-date', value: date });
    pm.request.headers.upsert({ key: 'x-ms-content-sha256', value: hash });
    pm.request.headers.upsert({
      key: 'Authorization',
      value: 'HMAC-SHA256 Credential=' + pm.globals.get('token') +
        '&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=' + signature,
    });
  }`.replace('KEY', "enc.Base64.parse(pm.globals.get('secret'))");

/** Changes of the script that people make by mistake, and of the request. */
const MISTAKES = {
  'const CryptoJS: the script fails': (script) => `const CryptoJS = require('crypto-js');\n${script}`,
  'query not signed': (script) => script.replace('getPathWithQuery()', 'getPath()'),
  'address signed before {{…}} is replaced': (script) => script.replace('address.getPathWithQuery()', "'{{path}}'"),
  'body signed before {{…}} is replaced': (script) =>
    script
      .replace('const body = resolve(pm.request.body?.raw)', 'const body = pm.request.body.raw')
      .replace('pm.request.body.raw = body;', ''),
  'host without its port': (script) => script.replace('getRemote()', 'getHost()'),
  'secret key not decoded': (script) =>
    script.replace("enc.Base64.parse(pm.globals.get('secret'))", "pm.globals.get('secret')"),
};

await serveAll(version, async (requests, { address, token, secret }) => {
  const item = requests.map(({ variant, target, body }) => ({
    name: variant,
    request: {
      method: 'POST',
      url: `{{address}}${target}`,
      ...(body === null
        ? {}
        : {
            body: {
              mode: 'raw',
              raw: body,
              options: { raw: { language: variant === 'body of the type Text' ? 'text' : 'json' } },
            },
          }),
    },
    event: [{ listen: 'prerequest', script: { exec: (MISTAKES[variant] ?? String)(SIGN) } }],
  }));
  const values = Object.entries({ address, token, secret, name: 'Бобров' }).map(([key, value]) => ({ key, value }));
  const { promise, resolve, reject } = Promise.withResolvers();
  newman.run({ collection: { info: { name: 'KeyDesk' }, item }, globals: { values } }, (error, summary) =>
    error ? reject(error) : resolve(summary.run.executions),
  );
  return (await promise).map(({ response, requestError }) => ({
    status: response?.code ?? 0,
    text: response?.text() ?? String(requestError),
  }));
});
