#!/bin/sh
# write-excel-file 4.1.1: a text cell that is named like a property of every JavaScript object, for example a user called
# "constructor", is written as a reference to no text, `<v>function Object() { [native code] }</v>`, and nothing says so.
# LibreOffice 7.4 shows the first text of the file in its place (a title, for example), Gnumeric 1.12 an empty cell.
#
# The library looks up texts that were written before in an object (`xlsx/initializeSharedStrings.js`), which has these
# names without being given them.
#
# Runs the published package without KeyDesk. Needs node from 18 on, npm and the registry of npm. Exits with 0 as long as
# it is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent write-excel-file@4.1.1 fflate@0.8.3 >/dev/null
cat > write.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';

const texts = ['User name', 'anna', 'constructor', 'toString', '__proto__'];
const bytes = await writeXlsxFile(texts.map((value) => [{ value, type: String }])).toBuffer();
const files = unzipSync(bytes);
const strings = [...strFromU8(files['xl/sharedStrings.xml']).matchAll(/<t[^>]*>([^<]*)</g)].map(([, text]) => text);
const cells = [...strFromU8(files['xl/worksheets/sheet1.xml']).matchAll(/<v>([^<]*)</g)].map(([, value]) => value);
const { version } = JSON.parse(readFileSync('node_modules/write-excel-file/package.json', 'utf8'));
console.log(`write-excel-file ${version}`);
const lost = texts.filter((text, index) => {
  console.log(`${text}: <v>${cells[index]}</v> -> ${strings[cells[index]] ?? 'no text'}`);
  return strings[cells[index]] !== text;
});
if (lost.join() !== 'constructor,toString,__proto__') {
  console.log('Changed: lost are', lost);
  process.exit(1);
}
console.log('Seen: these texts refer to nothing in the workbook.');
JS
node write.mjs
