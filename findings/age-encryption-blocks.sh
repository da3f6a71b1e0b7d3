#!/bin/sh
# age-encryption 0.3.1: the asynchronous `encrypt` and `decrypt` with a passphrase block the event loop for the whole
# derivation of the key (scrypt 2^18, about a second or more): no timer runs and no message is received meanwhile. The
# library calls the blocking `scrypt` of @noble/hashes, which has `scryptAsync` beside it.
#
# A passphrase is also not normalized: the letter "й" as one character and as two are two passphrases.
#
# Runs the published package without KeyDesk. Needs node from 20 on, npm and the registry of npm. Exits with 0 as long as it
# is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent age-encryption@0.3.1 >/dev/null
cat > encrypt.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Decrypter, Encrypter } from 'age-encryption';

const { version } = JSON.parse(readFileSync('node_modules/age-encryption/package.json', 'utf8'));
console.log(`age-encryption ${version}`);
let ticks = 0;
const timer = setInterval(() => {
  ticks += 1;
}, 1);
async function whileTicking(name, work) {
  const [before, started] = [ticks, performance.now()];
  const result = await work();
  const ran = ticks - before;
  console.log(`${name}: ${Math.round(performance.now() - started)} ms, a timer of 1 ms ran ${ran} times`);
  return [result, ran];
}
const encrypter = new Encrypter();
encrypter.setPassphrase('\u0439'.repeat(20));
encrypter.setScryptWorkFactor(18);
const [file, whileEncrypting] = await whileTicking('encrypt', () => encrypter.encrypt('text'));
const decrypter = new Decrypter();
decrypter.addPassphrase('\u0439'.repeat(20).normalize('NFD'));
const [outcome, whileDecrypting] = await whileTicking('decrypt, decomposed', () =>
  decrypter.decrypt(file, 'text').then(
    () => 'opened',
    ({ message }) => message,
  ),
);
clearInterval(timer);
console.log(outcome);
if (whileEncrypting > 2 || whileDecrypting > 2 || outcome === 'opened') {
  console.log('Changed.');
  process.exit(1);
}
console.log('Seen: it blocks, and the decomposed passphrase opens nothing.');
JS
node encrypt.mjs
