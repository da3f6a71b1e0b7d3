import { describeMachine, isQuick, progress } from '../benchRun.ts';
import { type Row, toMarkdown } from '../table.ts';
import { measureChangeFeed } from './changeFeed.ts';
import { createSigningKey } from './client.ts';
import { measureDeletion } from './deletion.ts';
import { measureLatency } from './latency.ts';
import { measureRequestRate } from './requestRate.ts';
import { newFolder, startPlatform } from './servers.ts';
import { measureStart } from './startTime.ts';

const KEYS = 100_000;
const rounds = isQuick ? 3 : 9;

const rows: Row[] = [];
progress('Request rate');
rows.push(...(await measureRequestRate(isQuick ? 3 : 7, isQuick ? 1000 : 3000)));
progress('Latency by number of keys');
rows.push(...(await measureLatency(isQuick ? [1_000, KEYS] : [1_000, KEYS, 1_000_000], rounds)));
progress('Change feed');
const folder = newFolder();
const server = await startPlatform(folder, ['--accounts', '1000', '--keys', String(KEYS)]);
const key = await createSigningKey(server);
rows.push(...(await measureChangeFeed(server, key, KEYS, rounds)));
await server.stop();
progress('Deletion');
rows.push(await measureDeletion(folder, key, KEYS, rounds));
progress('Start');
rows.push(await measureStart(folder, KEYS, rounds));
process.stdout.write(`${toMarkdown(rows)}\n\n${describeMachine('SQLite')}\n`);
