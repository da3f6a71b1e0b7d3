// @comment:signed@
const { enc, HmacSHA256, SHA256 } = require('crypto-js');
const { Url } = require('postman-collection');

const resolve = (text) => pm.variables.replaceIn(text ?? '');
// @comment:encode@
const encode = (path) => encodeURI(path).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');
const [, origin, path] = resolve(pm.request.url.toString()).match(/^(https?:\/\/[^/?]+)(.*)$/s);
pm.request.url.update(origin + encode(path));
const url = new Url(pm.request.url.toString());
const body = resolve(pm.request.body?.raw);
if (body !== '') {
  pm.request.body.raw = body;
}

const date = new Date().toUTCString();
const hash = SHA256(body).toString(enc.Base64);
const text = `${pm.request.method}\n${url.getPathWithQuery()}\n${date};${url.getRemote()};${hash}`;
const signature = HmacSHA256(text, enc.Base64.parse(pm.variables.get('secret'))).toString(enc.Base64);
const setHeader = (key, value) => pm.request.headers.upsert({ key, value });
setHeader('x-ms-date', date);
setHeader('x-ms-content-sha256', hash);
setHeader(
  'Authorization',
  `HMAC-SHA256 Credential=${pm.variables.get('token')}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
);
