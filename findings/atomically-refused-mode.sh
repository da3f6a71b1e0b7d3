#!/bin/sh
# atomically 2.1.1 (with stubborn-fs 2.0.0; conf and electron-store write with it): where a file system refuses to give
# the temporary file the mode of the file that it is to replace, the write fails, although the content could be written.
# Passed over are ENOSYS and, for anybody but root, EINVAL and EPERM. Network and removable file systems also refuse with
# ENOTSUP or EACCES, and root gets EPERM from them like anybody else.
#
# Runs the published package without KeyDesk. The refusal of the file system is played, and so is who runs it:
# `fs.chmodSync` and `process.getuid` are replaced before the package is loaded. Needs node, npm and the registry of npm. Exits with 0 as long as it is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent atomically@2.1.1 stubborn-fs@2.0.0 >/dev/null
cat > write.mjs <<'JS'
import fs from 'node:fs';

const [code, user] = process.argv.slice(2);
process.getuid = () => (user === 'root' ? 0 : 1000);
fs.writeFileSync('settings.json', 'before', { mode: 0o600 });
fs.chmodSync = () => {
  throw Object.assign(new Error(`${code}: refused by the file system`), { code });
};
const { writeFileSync } = await import('atomically');
try {
  writeFileSync('settings.json', 'after');
  console.log(`${user}, ${code}: written, the file holds "${fs.readFileSync('settings.json', 'utf8')}"`);
} catch (error) {
  console.log(`${user}, ${code}: failed with ${error.code}, the file holds "${fs.readFileSync('settings.json', 'utf8')}"`);
}
JS
node -p "['atomically', 'stubborn-fs'].map((name) => name + ' ' + JSON.parse(fs.readFileSync('node_modules/' + name + '/package.json')).version).join(', ')"
for user in other root; do
  for code in ENOSYS EPERM EINVAL ENOTSUP EACCES; do
    node write.mjs "$code" "$user"
  done
done | tee seen
cat > expected <<'TEXT'
other, ENOSYS: written, the file holds "after"
other, EPERM: written, the file holds "after"
other, EINVAL: written, the file holds "after"
other, ENOTSUP: failed with ENOTSUP, the file holds "before"
other, EACCES: failed with EACCES, the file holds "before"
root, ENOSYS: written, the file holds "after"
root, EPERM: failed with EPERM, the file holds "before"
root, EINVAL: failed with EINVAL, the file holds "before"
root, ENOTSUP: failed with ENOTSUP, the file holds "before"
root, EACCES: failed with EACCES, the file holds "before"
TEXT
cmp -s expected seen || { echo 'Changed: expected was'; cat expected; exit 1; }
echo 'Seen: a refused mode makes the write fail.'
