#!/bin/sh
# GNU wget 1.21.3: with --content-on-error it writes the body of every error response, as its manual says ("wget will not
# skip the content when the server responds with a http status code that indicates error"), except of a 401: that body is
# dropped, and nothing says so. An API that explains a rejected credential in the body cannot be understood with wget.
#
# Runs Debian's package without KeyDesk, against a server in this script that answers each path with that status and the
# same body. Needs Debian, apt-get and node. Exits with 0 as long as it is so.
set -eu
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
server=
cd "$folder"
# As the user of apt may not write here, the package is fetched by this process.
apt-get -o APT::Sandbox::User=root download -qq wget
dpkg-deb -x wget_*.deb package
cat > server.mjs <<'JS'
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
const server = createServer((request, response) => {
  const status = Number(request.url.slice(1));
  response.writeHead(status, { 'Content-Type': 'text/plain', ...(status === 401 ? { 'WWW-Authenticate': 'Own' } : {}) });
  response.end(`explanation of ${status}`);
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node server.mjs &
server=$!
until [ -s port ]; do sleep 0.1; done
package/usr/bin/wget --version | head -n 1
for status in 400 401 403 500; do
  package/usr/bin/wget --no-config --content-on-error -q -O "$status" "http://127.0.0.1:$(cat port)/$status" || true
  echo "$status: $(cat "$status" 2>/dev/null || true)"
done
for status in 400 403 500; do
  [ "$(cat "$status")" = "explanation of $status" ] || { echo "Changed: no body of $status"; exit 1; }
done
[ ! -s 401 ] || { echo 'Changed: the body of 401 is written'; exit 1; }
echo 'Seen: of these, only the body of 401 is dropped.'
