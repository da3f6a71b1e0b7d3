#!/bin/sh
# zod 4.6.7: `safeParse` of a schema with `.readonly()` throws a TypeError for a typed array that the schema rejects, instead of
# returning the issues: the value is frozen although it was not accepted, and JavaScript freezes no typed array with elements.
# Its documentation says that `safeParse` returns a result object instead of throwing.
#
# Runs the published package without KeyDesk. Needs node, npm and the registry of npm. Exits with 0 as long as it is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent zod@4.6.7 >/dev/null
cat > parse.mjs <<'JS'
import { z } from 'zod';

const schemas = { plain: z.array(z.string()), readonly: z.array(z.string()).readonly() };
const values = { object: {}, 'empty typed array': new Uint8Array(), 'typed array': new Uint8Array([1]) };
for (const [schemaName, schema] of Object.entries(schemas)) {
  for (const [valueName, value] of Object.entries(values)) {
    try {
      console.log(`${schemaName}, ${valueName}: success is ${schema.safeParse(value).success}`);
    } catch (error) {
      console.log(`${schemaName}, ${valueName}: ${error.name}`);
    }
  }
}
JS
node -p "'zod ' + JSON.parse(fs.readFileSync('node_modules/zod/package.json')).version"
node parse.mjs | tee seen
cat > expected <<'TEXT'
plain, object: success is false
plain, empty typed array: success is false
plain, typed array: success is false
readonly, object: success is false
readonly, empty typed array: success is false
readonly, typed array: TypeError
TEXT
cmp -s expected seen || { echo 'Changed: expected was'; cat expected; exit 1; }
echo 'Seen: safeParse throws.'
