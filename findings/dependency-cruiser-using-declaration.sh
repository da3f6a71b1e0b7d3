#!/bin/sh
# dependency-cruiser 18.7.2 with its swc parser (@swc/core 1.16.22): one file with a `using` declaration (explicit
# resource management, understood by TypeScript since 5.2, by Node since 24 and by swc itself) ends the whole run with
# "Unknown statement type: UsingDeclaration"; nothing is reported of the other files. swc parses the file; the visitor
# in @swc/core/Visitor.js, which dependency-cruiser walks the tree with, does not know the statement. With TypeScript 7
# installed there is no other parser for TypeScript sources: its compiler has no interface for tools yet.
#
# Runs the published packages without KeyDesk, on the Node of its npm package, since dependency-cruiser needs 22 or later.
# Needs node, npm and the registry of npm. Exits with 0 as long as it is so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent node@24.21.0 >/dev/null 2>&1
PATH="$folder/node_modules/.bin:$PATH"
npm install --no-audit --no-fund --silent --ignore-scripts dependency-cruiser@18.7.2 @swc/core@1.16.22 >/dev/null 2>&1
node -p "['dependency-cruiser', '@swc/core'].map((name) => name + ' ' + JSON.parse(fs.readFileSync('node_modules/' + name + '/package.json')).version).join(', ')"
mkdir source
echo "export const one = 1;" > source/one.ts
echo "import { one } from './one.ts'; export const two: number = one + 1;" > source/two.ts
cat > .dependency-cruiser.mjs <<'JS'
export default {
  forbidden: [{ name: 'none', severity: 'error', from: {}, to: { circular: true } }],
  options: { parser: 'swc', enhancedResolveOptions: { extensions: ['.ts'] } },
};
JS
run() {
  if npx depcruise source >output 2>&1; then echo "$1: passed"; else
    echo "$1: failed with $(grep -o 'Unknown statement type: [A-Za-z]*' output || echo 'something else')"
  fi
}
{
  run 'without using'
  cat > source/three.ts <<'TS'
export function three(resource: Disposable): void {
  using held = resource;
  console.log(held);
}
TS
  run 'with using'
  node -e "
    const { parseSync } = require('@swc/core');
    const { body } = parseSync(fs.readFileSync('source/three.ts', 'utf8'), { syntax: 'typescript', target: 'esnext' });
    console.log('swc itself:', body[0].declaration.body.stmts[0].type);
  "
} | tee seen
cat > expected <<'TEXT'
without using: passed
with using: failed with Unknown statement type: UsingDeclaration
swc itself: UsingDeclaration
TEXT
cmp -s expected seen || { echo 'Changed: expected was'; cat expected; exit 1; }
echo 'Seen: a using declaration ends the run.'
