#!/bin/sh
# Bruno CLI 4.1.0: the JSON report of a run gives the address that was requested in `response.url` without its port. The address
# in `request.url` is the one that was typed, before it was encoded, so that the report nowhere has the address that was sent.
#
# Runs the published package without KeyDesk, against a server in this script. Needs node, npm and the registry of npm. Exits with
# 0 as long as it is so.
set -eu
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
server=
cd "$folder"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --silent @usebruno/cli@4.1.0 >/dev/null
cat > server.mjs <<'JS'
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
const server = createServer((request, response) => response.end(`${request.headers.host}${request.url}`));
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node server.mjs &
server=$!
until [ -s port ]; do sleep 0.1; done
mkdir collection
cd collection
echo '{ "version": "1", "name": "collection", "type": "collection" }' > bruno.json
printf 'meta {\n  name: get\n  type: http\n}\n\nget {\n  url: http://127.0.0.1:%s/path?name=\303\251\n  body: none\n  auth: none\n}\n' "$(cat ../port)" > get.bru
node ../node_modules/@usebruno/cli/bin/bru.js run --output report.json >/dev/null
node -p "'Bruno CLI ' + JSON.parse(fs.readFileSync('../node_modules/@usebruno/cli/package.json')).version"
node -p "const [{ request, response }] = JSON.parse(fs.readFileSync('report.json'))[0].results;
  ['sent: http://' + response.data, 'request.url: ' + request.url, 'response.url: ' + response.url].join('\n')" |
  sed "s/:$(cat ../port)/:PORT/" | tee seen
cat > expected <<'TEXT'
sent: http://127.0.0.1:PORT/path?name=%C3%A9
request.url: http://127.0.0.1:PORT/path?name=é
response.url: http://127.0.0.1/path?name=%C3%A9
TEXT
cmp -s expected seen || { echo 'Changed: expected was'; cat expected; exit 1; }
echo 'Seen: the port is missing.'
