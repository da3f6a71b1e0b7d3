#!/bin/sh
# kdbxweb 2.1.1: `setKdf(KdfId.Argon2d)` sets 1 MiB of memory and 2 iterations, in milliseconds of work. KeePassXC sets 64 MiB
# and as many iterations as take a second. Nothing in the documentation says that a new database needs values of its own; they
# are set in `header.kdfParameters`, M in bytes and I.
#
# Also, `Kdbx.create` adds an empty group "Recycle Bin", which a merge brings into the other database.
#
# Runs the published package without KeyDesk. Needs node from 20 on, npm and the registry of npm. Exits with 0 as long as it
# is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent kdbxweb@2.1.1 >/dev/null
cat > create.mjs <<'JS'
import { readFileSync } from 'node:fs';
import kdbxweb from 'kdbxweb';

const { version } = JSON.parse(readFileSync('node_modules/kdbxweb/package.json', 'utf8'));
const { Consts, Kdbx, KdbxCredentials, ProtectedValue } = kdbxweb;
const database = Kdbx.create(new KdbxCredentials(ProtectedValue.fromString('passphrase')), 'Database');
database.setKdf(Consts.KdfId.Argon2d);
const parameters = database.header.kdfParameters;
const groups = database.getDefaultGroup().groups.map(({ name }) => name).join();
const [memory, iterations] = ['M', 'I'].map((name) => Number(parameters.get(name)));
console.log(`kdbxweb ${version}: ${memory} bytes, ${iterations} iterations, groups: ${groups}`);
if (memory !== 1024 * 1024 || iterations !== 2 || groups !== 'Recycle Bin') {
  console.log('Changed.');
  process.exit(1);
}
console.log('Seen: 1 MiB, 2 iterations and a recycle bin.');
JS
node create.mjs
