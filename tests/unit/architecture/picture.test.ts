import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, it } from 'vitest';
import rules from '../../../.dependency-cruiser.mjs';

const PROJECT = join(import.meta.dirname, '../../..');

it('the picture in docs/architecture.md shows the folders and what they import', async () => {
  const { output } = await cruise(['electron', 'renderer'], { ...rules.options, baseDir: PROJECT });
  const imports = (output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => [placeOf(source), placeOf(resolved)] as const),
  );
  const edges = imports
    .filter(([from, to]) => from !== null && to !== null && from !== to)
    .map((edge) => edge.join(' --> '));
  expect(drawnEdges().sort()).toEqual([...new Set(edges)].sort());
}, 60_000);

/** Where a file stands in the picture; `null` for what is not in it. */
function placeOf(file: string): string | null {
  if (/^electron\/(?:\w*[pP]orts|ownPage|scrypt|makeFolder)\.ts$/.test(file)) {
    return 'electron/ports.ts, ownPage.ts, scrypt.ts, makeFolder.ts';
  }
  return /^(?:electron|renderer)(?=\/)(?:\/[^/]+(?=\/))?/.exec(file)?.[0] ?? null;
}

/** The arrows between folders in the picture. */
function drawnEdges(): string[] {
  const picture = /```mermaid\n(.*?)```/s.exec(readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8'))?.[1] ?? '';
  const labels = new Map([...picture.matchAll(/^ +(\w+)\["(.*?)"\]/gm)].map(([, id = '', label = '']) => [id, label]));
  return [...picture.matchAll(/^ +(\w+)(?:\[".*?"\])? --> (.*)$/gm)].flatMap(([, from = '', to = '']) =>
    to.split(' & ').map((target) => `${labels.get(from)} --> ${labels.get(target)}`),
  );
}
