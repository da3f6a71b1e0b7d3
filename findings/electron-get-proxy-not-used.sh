#!/bin/sh
# @electron/get 5.1.0: where its optional dependency `undici` is not installed (`npm ci --omit=optional`, for example),
# ELECTRON_GET_USE_PROXY has no effect, and nothing says so: the download goes straight to the server.
#
# Runs the published package without KeyDesk, between a server and a proxy that both live in this process: one download
# with undici, one without. Needs node from 22.12 on, npm and the registry of npm. Exits with 0 as long as it is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > download.mjs <<'JS'
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
let served = 0;
let proxied = 0;
const origin = createServer((_request, response) => {
  served += 1;
  response.end('content');
});
const proxy = createServer();
proxy.on('connect', (request, socket) => {
  proxied += 1;
  const [host, port] = request.url.split(':');
  const upstream = connect(Number(port), host, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(upstream).pipe(socket);
  });
});
const mirror = `http://127.0.0.1:${await listen(origin)}/`;
const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
for (const name of ['NO_PROXY', 'no_proxy', 'http_proxy', 'https_proxy']) {
  delete process.env[name];
}
Object.assign(process.env, { ELECTRON_GET_USE_PROXY: 'true', HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl });
const { downloadArtifact } = await import('@electron/get');
await downloadArtifact({
  version: '45.4.1',
  artifactName: 'sample.txt',
  isGeneric: true,
  mirrorOptions: { mirror },
  cacheRoot: `${process.cwd()}/cache`,
  unsafelyDisableChecksums: true,
});
const { version } = JSON.parse(readFileSync('node_modules/@electron/get/package.json', 'utf8'));
console.log(`@electron/get ${version}: ${proxied > 0 ? 'through the proxy' : 'past the proxy'}, served ${served}`);
process.exit(0);
JS
try() {
  # A folder of its own: the packages of the other one are not to be found from it.
  mkdir "$1"
  cp download.mjs "$1"
  cd "$1"
  npm init --yes >/dev/null
  npm install --no-audit --no-fund --silent ${2:+"$2"} @electron/get@5.1.0 >/dev/null
  node download.mjs >stdout 2>stderr
  echo "$1: $(cat stdout); printed to standard error: $(wc -c <stderr) bytes"
  cd ..
}
try with-undici ''
try without-undici --omit=optional
grep -q 'through the proxy' with-undici/stdout || { echo 'Changed: the proxy is not used with undici either'; exit 1; }
grep -q 'past the proxy' without-undici/stdout || { echo 'Changed: the proxy is used without undici'; exit 1; }
[ ! -s without-undici/stderr ] || { echo 'Changed: something is said about it'; cat without-undici/stderr; exit 1; }
echo 'Seen: without undici the proxy is passed over, and nothing is said about it.'
