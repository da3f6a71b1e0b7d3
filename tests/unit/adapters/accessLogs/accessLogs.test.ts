import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LineScanner, WINDOW_BYTES } from '../../../../electron/adapters/accessLogs/lineScanner.ts';
import { readPart } from '../../../../electron/adapters/accessLogs/readPart.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { accessLogReader } from '../../../harness/accessLogs.ts';
import { seededRandom } from '../../../harness/seededRandom.ts';
import { zipArchive } from '../../../harness/zipArchive.ts';
import { randomLog, readNaively } from './randomLog.ts';

const GUID = '0a1b2c3d-0000-4000-8000-00000000000f';
const call = (
  name: string,
  { time = '10:00:00,123', address = '10.0.0.1', path = '/webapi/Account', status = 'OK' } = {},
) =>
  `2026-11-20 ${time} INFO ${GUID} ${name} ${address} https://platform.example${path} ${status} 03:00:00.296 'GET completed' ''`;

let folder: string;
let logger: MemoryLogger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-logs-'));
  logger = new MemoryLogger();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const readFiles = async (...files: string[]) => {
  const reading = await accessLogReader(logger)(files, () => {}, new AbortController().signal);
  expect(reading).not.toBeNull();
  return reading as NonNullable<typeof reading>;
};
const read = (content: string | Uint8Array, name = 'audit.log') => readFiles(write(name, content));

it('counts the completed calls of an account below /api/ and /webapi/, and the rejected ones apart', async () => {
  const lines = [
    call('erp', { time: '10:00:00,123' }),
    call('erp', { time: '12:30:00,001', path: '/API/public/system/Base/AccountService/List', status: '200' }),
    call('erp', { time: '13:00:00,000', status: 'Unauthorized', address: '10.0.0.2:5432' }),
    call('erp', { time: '12:00:00,000', status: '403', address: '[::1]:80' }),
    call('erp', { time: '14:00:00,000', path: '/Home/Login/?returnUrl=/api/' }),
    call('erp', { status: 'OK' }).replace('OK 03:00:00.296', ' '),
  ];
  expect(await read(lines.join('\r\n'))).toMatchObject({
    accounts: [
      {
        username: 'erp',
        calls: 2,
        rejections: 2,
        lastCall: '2026-11-20T12:30:00.001',
        lastRejection: '2026-11-20T13:00:00.000',
        addresses: ['10.0.0.1', '10.0.0.2', '::1'],
        otherAddresses: 0,
      },
    ],
    period: { from: '2026-11-20T10:00:00.123', to: '2026-11-20T14:00:00.000' },
    lines: { calls: 4, others: 2, notRead: 0 },
  });
});

it.each([
  ['a name in Cyrillic', 'сервис.обмена'],
  ['a name of a domain', String.raw`DOMAIN\erp.exchange`],
  ['a name with spaces', 'ERP exchange account'],
  ['a name with an apostrophe', "o'brien"],
])('reads %s', async (_what, name) => {
  expect((await read(call(name))).accounts).toMatchObject([{ username: name, calls: 1 }]);
});

it('counts calls without a name apart', async () => {
  expect(await read(call(''))).toMatchObject({ accounts: [], callsWithoutAccount: 1, lines: { calls: 1 } });
});

/** `сервис` in Windows-1251. */
const NAME_1251 = Buffer.from([0xf1, 0xe5, 0xf0, 0xe2, 0xe8, 0xf1]).toString('latin1');
it.each<[what: string, content: Uint8Array, name: string]>([
  ['Windows-1251', Buffer.from(call(NAME_1251), 'latin1'), 'сервис'],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${call('сервис')}`), 'сервис'],
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${call('сервис')}\r\n`, 'utf16le'), 'сервис'],
  ['gzip', gzipSync(`${call('сервис')}\n`), 'сервис'],
])('fault 200: reads a log in %s', async (_what, content, name) => {
  expect(await read(content)).toMatchObject({ accounts: [{ username: name, calls: 1 }], files: [{ problem: null }] });
});

it('fault 195: never keeps what could be a token or a secret key, and does not log it', async () => {
  const token = '0123456789abcdef'.repeat(2);
  const secret = `${'Ab3+'.repeat(21)}Ab==`;
  const reading = await readFiles(
    write(
      `audit_${token}.log`,
      [call(token), call(secret), call(`Credential=${token}`), call('erp', { path: `/api/x?t=${token}` })].join('\n'),
    ),
  );
  expect(reading.lines.calls).toBe(4);
  for (const kept of [JSON.stringify(reading), JSON.stringify(logger.lines)]) {
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(secret);
  }
});

it.each<[what: string, lines: string[]]>([
  [
    'lines that are cut',
    [
      call('erp').slice(0, 15),
      call('erp').slice(0, 40),
      call('erp').replace(/ OK .*/, ''),
      call('erp').replace(/ 03:.*/, ' 03:0'),
    ],
  ],
  ['lines of another form', ['Service name:', '  at X.Y()', '{"level":"info"}', 'GET /api/ 200']],
  ['lines with an address that is none', [call('erp', { address: 'unknown' })]],
  ['NUL bytes', ['\0'.repeat(5_000)]],
])('fault 196: counts %s as not read', async (_what, wrong) => {
  expect(await read([call('erp'), ...wrong, call('erp')].join('\n'))).toMatchObject({
    accounts: [{ calls: 2 }],
    lines: { calls: 2, others: 0, notRead: wrong.length },
  });
});

it('fault 197: reads the beginning of a line without end, and what follows', async () => {
  const long = `${call('erp')}${'x'.repeat(3 * WINDOW_BYTES)}`;
  expect(await read([long, call('erp'), 'y'.repeat(2 * WINDOW_BYTES)].join('\n'))).toMatchObject({
    lines: { calls: 2, others: 0, notRead: 1 },
  });
});

it('fault 198: reads the access logs of an archive, and nothing else of it', async () => {
  const archive = zipArchive({
    'Logs/audit_2026-11-20.log': `${call('erp')}\n`,
    '../../audit_2026-11-21.log': call('crm'),
    'Logs/error_2026-11-20.log': call('foreign'),
    'audit.exe': 'MZ',
  });
  const { accounts, files } = await read(archive, 'CBAP.20261120.log.zip');
  expect(accounts.map(({ username }) => username)).toEqual(['crm', 'erp']);
  expect(files.map(({ name, calls }) => [name, calls])).toEqual([
    ['CBAP.20261120.log.zip/audit_2026-11-20.log', 1],
    ['CBAP.20261120.log.zip/audit_2026-11-21.log', 1],
  ]);
});

/** A ZIP archive with one deflated log. @param isZip64 whether its sizes are those of a member of more than 4 GiB. */
function deflatedArchive(content: string, { isZip64 = false, method = 8, flags = 0 } = {}): Buffer {
  const name = Buffer.from('Logs/audit_2026-11-20.log');
  const [plain, packed] = [Buffer.from(content), deflateRawSync(content)];
  const extra = Buffer.alloc(isZip64 ? 20 : 0);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(isZip64 ? 45 : 20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(crc32(plain), 14);
  header.writeUInt32LE(isZip64 ? 0xffffffff : packed.length, 18);
  header.writeUInt32LE(isZip64 ? 0xffffffff : plain.length, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  if (isZip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(16, 2);
    extra.writeBigUInt64LE(BigInt(plain.length), 4);
    extra.writeBigUInt64LE(BigInt(packed.length), 12);
  }
  return Buffer.concat([header, name, extra, packed]);
}

it.each<[what: string, options: Parameters<typeof deflatedArchive>[1]]>([
  ['deflated', {}],
  ['deflated, in ZIP64', { isZip64: true }],
])('reads a member of an archive that is %s', async (_what, options) => {
  const archive = deflatedArchive(`${call('erp')}\n`.repeat(5_000), options);
  expect(await read(archive, 'CBAP.20261120.log.zip')).toMatchObject({
    accounts: [{ username: 'erp', calls: 5_000 }],
    files: [{ name: 'CBAP.20261120.log.zip/audit_2026-11-20.log', problem: null }],
  });
});

it.each<[what: string, options: Parameters<typeof deflatedArchive>[1]]>([
  ['encrypted', { flags: 1 }],
  ['compressed in an unknown way', { method: 12 }],
])('names a member of an archive once that is %s', async (_what, options) => {
  const archive = deflatedArchive(call('erp'), options);
  // Encrypted data is no data of the compression.
  archive.fill(0xff, archive.length - 40);
  expect((await read(archive, 'a.zip')).files).toMatchObject([{ problem: 'unsupported' }]);
});

it('fault 199: names the files that cannot be read, and reads the others', async () => {
  const gone = write('audit_gone.log', call('erp'));
  rmSync(gone);
  const cut = gzipSync(call('erp').repeat(1_000));
  const { files, accounts } = await readFiles(
    gone,
    write('other.zip', zipArchive({ 'a.txt': 'x' })),
    write('cut.gz', cut.subarray(0, cut.length - 20)),
    write('notes.log', 'hello\n'),
    write('empty.log', ''),
    write('audit.log', call('erp')),
  );
  expect(files.map(({ name, problem }) => [name, problem])).toEqual([
    ['audit_gone.log', 'vanished'],
    ['other.zip', 'damaged'],
    ['cut.gz', 'damaged'],
    ['notes.log', 'notALog'],
    ['empty.log', null],
    ['audit.log', null],
  ]);
  expect(accounts).toHaveLength(1);
});

it('reads the access logs of a folder', async () => {
  write('audit_2026-11-20.log', call('erp'));
  write('audit_2026-11-21.log.gz', gzipSync(call('ERP')));
  write('error_2026-11-21.log', call('foreign'));
  expect(await readFiles(folder)).toMatchObject({ accounts: [{ username: 'erp', calls: 2 }], fileCount: 2 });
});

it('says that a folder contains no access log', async () => {
  write('error_2026-11-21.log', call('foreign'));
  await expect(readFiles(folder)).rejects.toMatchObject({ code: 'FILE_NOT_READ' });
});

it('ends when it is stopped', async () => {
  const stopping = new AbortController();
  stopping.abort();
  expect(await accessLogReader()([write('audit.log', call('erp'))], () => {}, stopping.signal)).toBeNull();
});

it('counts in random logs what a simple reader counts', async () => {
  const seed = Number(process.env.KEYDESK_TEST_SEED ?? Math.floor(Math.random() * 2 ** 32));
  process.stdout.write(`Seed of the random logs: ${seed} (KEYDESK_TEST_SEED)\n`);
  const text = randomLog(seed, 20_000);
  const { accounts, lines, period } = await read(text);
  const plain = readNaively(text);
  expect(lines).toEqual(plain.lines);
  expect(period).toEqual(plain.period);
  expect(
    accounts.map(({ addresses, otherAddresses, ...use }) => ({ ...use, addresses: addresses.length + otherAddresses })),
  ).toEqual(plain.accounts);
});

it('counts each line once wherever a file is divided into parts', async () => {
  const seed = Number(process.env.KEYDESK_TEST_SEED ?? Math.floor(Math.random() * 2 ** 32));
  process.stdout.write(`Seed of the divided log: ${seed} (KEYDESK_TEST_SEED)\n`);
  const random = seededRandom(seed);
  const text = randomLog(seed, 2_000);
  const path = write('audit.log', text);
  const size = Buffer.byteLength(text);
  for (let round = 0; round < 20; round += 1) {
    const cuts = [0, ...Array.from({ length: 5 }, () => 1 + random.below(size - 1)), size].toSorted(
      (one, two) => one - two,
    );
    const [even, odd] = [new LineScanner(), new LineScanner()];
    for (const [index, end] of [...new Set(cuts)].slice(1).entries()) {
      const start = [...new Set(cuts)][index] ?? 0;
      await readPart(index % 2 === 0 ? even : odd, { path, kind: 'text', start, end }, () => {});
    }
    expect({
      calls: even.calls + odd.calls,
      others: even.others + odd.others,
      notRead: even.notRead + odd.notRead,
    }).toEqual(readNaively(text).lines);
  }
});
