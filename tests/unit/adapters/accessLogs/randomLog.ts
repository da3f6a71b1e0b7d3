import { seededRandom } from '../../../harness/seededRandom.ts';

const NAMES = ['erp', 'crm.exchange', 'сервис', String.raw`DOMAIN\user`, 'Two Words', 'админ', 'x'];
const PATHS = ['/webapi/Account', '/api/public/system/x?y=1', '/API/z', '/Home/Login', '/', '/apix/', '/webapix'];
const STATES = ['OK', 'NoContent', '200', '401', '403', 'Unauthorized', 'Forbidden', '404', 'InternalServerError'];
const GUID = '0a1b2c3d-0000-4000-8000-00000000000f';

/** A log with lines of all kinds, some of them cut or of another form. */
export function randomLog(seed: number, count: number): string {
  const random = seededRandom(seed);
  const digits = (limit: number, length = 2): string => String(random.below(limit)).padStart(length, '0');
  return Array.from({ length: count }, () => {
    const day = `2026-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;
    const time = `${day} ${digits(24)}:${digits(60)}:${digits(60)},${digits(1_000, 3)}`;
    const start = `${time} ${random.pick(['INFO', 'WARN', 'ERROR'])} ${GUID}`;
    const address = random.pick([`10.0.${random.below(2)}.${random.below(30)}`, 'fe80::1', '10.1.1.1:80']);
    const from = `${start}${random.pick([' ', '  '])}${random.pick(NAMES)} ${address}`;
    const url = `${random.pick(['http', 'https'])}://h${'o'.repeat(random.below(20))}st:81${random.pick(PATHS)}`;
    const end = random.pick([` 'GET completed' ''`, ` 'POST: "${'b'.repeat(random.below(300))}"' ''`, '']);
    const line = random.pick([
      `${from} ${url} ${random.pick(STATES)} 03:00:00${random.pick(['', '.296'])}${end}`,
      `${from} ${url}  ${end === '' ? " 'GET' ''" : end}`,
      `${start} systemAccount    Core is loading`,
      '  at System.Object.ToString ()',
      '',
    ]);
    return random.below(40) === 0 ? line.slice(0, random.below(60)) : line;
  }).join(random.pick(['\n', '\r\n']));
}

const ENTRY = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3}) [A-Za-z]+ [\da-f-]{36} (.*)$/;
const REQUEST = /^ *(?:([^']+?) +)?(\S+) +https?:\/\/[^/\s]*(\/\S*)(.*)$/;
const RESULT = /^ ([A-Za-z\d]+) \d+:\d+:\d+(?:\.\d+)?(?: .*)?$/;

interface Use {
  readonly username: string;
  calls: number;
  rejections: number;
  lastCall: string | null;
  lastRejection: string | null;
  readonly addresses: Set<string>;
}

/** Reads a log with regular expressions, as slowly and plainly as possible. */
export function readNaively(text: string) {
  const uses = new Map<string, Use>();
  const lines = { calls: 0, others: 0, notRead: 0 };
  const times: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const entry = ENTRY.exec(line);
    if (entry === null) {
      lines.notRead += line === '' ? 0 : 1;
      continue;
    }
    const [, day, clock, ms, rest = ''] = entry;
    const time = `${day}T${clock}.${ms}`;
    times.push(time);
    const [, username = '', address = '', path = '', after = ''] = REQUEST.exec(rest) ?? [];
    if (!/^\/(?:web)?api\//i.test(path) || /^ [ ']/.test(after)) {
      lines.others += 1;
      continue;
    }
    const status = RESULT.exec(after)?.[1];
    if (status === undefined) {
      lines.notRead += 1;
      continue;
    }
    lines.calls += 1;
    const use = uses.get(username.toLowerCase()) ?? {
      username,
      calls: 0,
      rejections: 0,
      lastCall: null,
      lastRejection: null,
      addresses: new Set(),
    };
    uses.set(username.toLowerCase(), use);
    use.addresses.add(address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'));
    if (/^(?:401|403|unauthorized|forbidden)$/i.test(status)) {
      use.rejections += 1;
      use.lastRejection = use.lastRejection === null || time > use.lastRejection ? time : use.lastRejection;
    } else {
      use.calls += 1;
      use.lastCall = use.lastCall === null || time > use.lastCall ? time : use.lastCall;
    }
  }
  const sorted = times.toSorted();
  const [from, to] = [sorted[0], sorted.at(-1)];
  return {
    lines,
    period: from === undefined || to === undefined ? null : { from, to },
    accounts: [...uses.entries()]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([, use]) => ({ ...use, addresses: use.addresses.size })),
  };
}
