#!/bin/sh
# postgres 3.4.9 (postgres.js): with `target_session_attrs: 'read-write'` and several hosts it connects to a hot standby of
# PostgreSQL 14 or later, on which every write fails. `primary` skips the standby. PostgreSQL's own clients skip it with both:
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-TARGET-SESSION-ATTRS
#
# Runs the published package without KeyDesk against two servers of Debian's package `postgresql`, a primary and its standby.
# Needs node, npm and the registry of npm; as root it runs the servers as the user `postgres`. Exits with 0 as long as it is so.
set -eu
folder=$(mktemp -d /tmp/finding-XXXXXX)
as=
if [ "$(id -u)" = 0 ]; then
  as='runuser -u postgres --'
  chown postgres "$folder"
fi
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
trap 'for one in primary standby; do $as "$programs/pg_ctl" -D "$folder/$one" -m immediate stop >/dev/null 2>&1 || true; done; rm -rf "$folder"' EXIT
cd "$folder"
free_port() { node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })"; }
primary=$(free_port)
standby=$(free_port)
serve() { $as "$programs/pg_ctl" -D "$folder/$1" -o "-p $2 -h 127.0.0.1 -k $folder" -l "$folder/$1.log" -w start >/dev/null; }
$as "$programs/initdb" -D "$folder/primary" -U postgres -A trust --no-sync >/dev/null
serve primary "$primary"
$as "$programs/pg_basebackup" -h 127.0.0.1 -p "$primary" -U postgres -D "$folder/standby" -R --checkpoint=fast --no-sync
serve standby "$standby"
mkdir client && cd client
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent postgres@3.4.9 >/dev/null
cat > ask.mjs <<'JS'
import postgres from 'postgres';

const [target, ...ports] = process.argv.slice(2);
const sql = postgres({
  host: ports.map(() => '127.0.0.1'),
  port: ports.map(Number),
  user: 'postgres',
  database: 'postgres',
  max: 1,
  target_session_attrs: target,
});
const [{ standby }] = await sql`select pg_is_in_recovery() as standby`;
const write = await sql`create table ${sql(`of_${target.replace('-', '_')}`)} (id int)`.then(
  () => 'works',
  ({ code }) => `fails with ${code}`,
);
console.log(`${target}: ${standby ? 'the standby' : 'the primary'}, a write ${write}`);
await sql.end();
JS
node -p "'postgres ' + JSON.parse(fs.readFileSync('node_modules/postgres/package.json')).version"
"$programs/postgres" --version
for target in read-write primary; do
  node ask.mjs "$target" "$standby" "$primary"
done | tee seen
cat > expected <<'TEXT'
read-write: the standby, a write fails with 25006
primary: the primary, a write works
TEXT
cmp -s expected seen || { echo 'Changed: expected was'; cat expected; exit 1; }
echo 'Seen: read-write accepts a standby.'
