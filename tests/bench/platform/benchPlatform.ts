import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type Row, toMarkdown } from '../table.ts';
import { measureChangeFeed } from './changeFeed.ts';
import { measureDeletion } from './deletion.ts';
import { measureLatency } from './latency.ts';
import { newFolder, startPlatform } from './processes.ts';
import { measureRequestRate } from './requestRate.ts';
import { measureStart } from './startTime.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const isQuick = values.quick;
const KEYS = 100_000;

/** Tells on standard error what is being measured: the table alone goes to standard output. */
function announce(what: string): void {
  process.stderr.write(`${what} …\n`);
}

const rows: Row[] = [];
announce('Request rate');
rows.push(...(await measureRequestRate(isQuick ? 3 : 7, isQuick ? 1000 : 3000)));
announce('Latency by number of keys');
rows.push(...(await measureLatency(isQuick ? [1_000, KEYS] : [1_000, KEYS, 1_000_000], isQuick ? 3 : 9)));
announce('Change feed');
const folder = newFolder();
const server = await startPlatform(folder, ['--accounts', '1000', '--keys', String(KEYS)]);
rows.push(...(await measureChangeFeed(server, KEYS, isQuick ? 3 : 9)));
await server.stop();
announce('Deletion');
rows.push(...(await measureDeletion(folder, KEYS, isQuick ? 3 : 9)));
announce('Start');
rows.push(await measureStart(folder, KEYS, isQuick ? 3 : 9));

const [cpu] = cpus();
const machine = `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
const day = new Date().toISOString().slice(0, 10);
process.stdout.write(`${toMarkdown(rows)}\n\n${machine}, Node ${process.versions.node}, SQLite, ${day}\n`);
