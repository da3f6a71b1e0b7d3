import { chosenFigures, describeMachine, progress } from '../benchRun.ts';
import { type Row, toMarkdown } from '../table.ts';
import { measureDeletion } from './figures/deletion.ts';
import { measureLetter } from './figures/letter.ts';
import { measureMemory } from './figures/memory.ts';
import { measureScroll } from './figures/scroll.ts';
import { measureSort } from './figures/sort.ts';
import { type Figure, WindowBench } from './windowBench.ts';

/** `npm run bench:window`: the window with 100,000 keys, against baselines in the same run. Each figure leaves all keys to the next. */
const FIGURES: Readonly<Record<string, Figure>> = {
  memory: measureMemory,
  letter: measureLetter,
  scroll: measureScroll,
  sort: measureSort,
  // Last, since it deletes keys.
  deletion: measureDeletion,
};

const unknown = chosenFigures?.find((name) => !(name in FIGURES));
if (unknown !== undefined) {
  process.stderr.write(`There is no figure "${unknown}"; there are ${Object.keys(FIGURES).join(', ')}.\n`);
  process.exit(1);
}
const bench = await WindowBench.prepare();
const rows: Row[] = [];
const notes: string[] = [];
for (const [name, measure] of Object.entries(FIGURES)) {
  if (chosenFigures === null || chosenFigures.includes(name)) {
    progress(`Figure: ${name}`);
    const result = await measure(bench);
    rows.push(...result.rows);
    notes.push(...result.notes);
  }
}
await bench.close();
process.stdout.write(`${toMarkdown(rows)}\n\n${notes.join('\n')}\n${describeMachine(`${bench.host} host`)}\n`);
// The debugging connections to the closed windows would keep the process running.
process.exit(0);
