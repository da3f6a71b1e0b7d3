#!/bin/sh
# ts-ics 2.4.6: `generateIcsCalendar` folds long lines after 75 UTF-16 units. RFC 5545, section 3.1, counts 75 octets of UTF-8.
# A Cyrillic summary therefore gives lines of more than 130 octets, and a character outside the basic plane can be cut in two:
# the halves cannot be written as UTF-8, and reading the written file with the same library gives another summary.
# ical-generator 11.1.2 folds the same summaries within 75 octets and between characters.
#
# Runs the published packages without KeyDesk. Needs node, npm and the registry of npm. Exits with 0 as long as it is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent ts-ics@2.4.6 ical-generator@11.1.2 >/dev/null
cat > fold.mjs <<'JS'
import ical from 'ical-generator';
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics';

const start = new Date(0);
const writers = {
  'ts-ics': (summary) =>
    generateIcsCalendar({
      version: '2.0',
      prodId: 'test',
      events: [{ uid: '1', stamp: { date: start }, start: { date: start }, end: { date: new Date(60_000) }, summary }],
    }),
  'ical-generator': (summary) => {
    const calendar = ical();
    calendar.createEvent({ start, summary });
    return calendar.toString();
  },
};
const summaries = {
  Cyrillic: 'Срок действия ключа истекает '.repeat(8).trim(),
  'key symbols': '\u{1F511}'.repeat(60),
};
for (const [writer, write] of Object.entries(writers)) {
  for (const [name, summary] of Object.entries(summaries)) {
    // As a file in UTF-8 does.
    const file = Buffer.from(write(summary)).toString();
    const octets = Math.max(...file.split(/\r?\n/).map((line) => Buffer.byteLength(line)));
    const isKept = convertIcsCalendar(undefined, file).events[0].summary === summary;
    console.log(`${writer}, ${name}: longest line ${octets > 75 ? 'above' : 'within'} 75 octets, ${isKept ? 'same' : 'other'} summary`);
  }
}
JS
for package in ts-ics ical-generator; do
  node -p "'$package ' + JSON.parse(fs.readFileSync('node_modules/$package/package.json')).version"
done
node fold.mjs | tee seen
cat > expected <<'TEXT'
ts-ics, Cyrillic: longest line above 75 octets, same summary
ts-ics, key symbols: longest line above 75 octets, other summary
ical-generator, Cyrillic: longest line within 75 octets, same summary
ical-generator, key symbols: longest line within 75 octets, same summary
TEXT
cmp -s expected seen || { echo 'Changed: expected was'; cat expected; exit 1; }
echo 'Seen: long lines are folded inside characters.'
