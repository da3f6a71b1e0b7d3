import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from '../../harness/seededRandom.ts';

const SEED = 20_261_128;
const ACCOUNTS = 2_000;
const PATHS = [
  'api/public/system/TeamNetwork/ObjectService/GetPropertyValues',
  'webapi/Record/oa.91',
  'webapi/Account',
  'api/TemplatesApi/List',
  'Home/Login/?returnUrl=/',
  'api/public/solution/Sales/Order?id=12345',
  'api/public/system/Base/AccountService/List',
  'Members/GetMembersData',
];
const STATES = ['OK', 'OK', 'OK', 'OK', 'NoContent', '200', 'OK', 'Unauthorized', 'OK', 'OK', '403'];

/** Name of an account that calls about as often as the others. */
export const COUNTED_ACCOUNT = 'svc.integration100';

/** Writes a log of a busy installation: 2,000 accounts, and two lines for each request, as the platform writes them. */
export function writeLog(file: string, bytes: number): void {
  const random = seededRandom(SEED);
  const hex = (length: number): string => Array.from({ length }, () => random.below(16).toString(16)).join('');
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({
    name:
      index % 10 === 9
        ? String.raw`DOMAIN\сервис${index}`
        : index % 3 === 0
          ? `user${index}`
          : `svc.integration${index}`,
    session: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    network: `10.${index % 4}.${index % 250}`,
  }));
  const output = openSync(file, 'w');
  let time = Date.parse('2026-11-01T00:00:00Z');
  for (let written = 0; written < bytes; ) {
    const lines: string[] = [];
    for (let count = 0; count < 10_000; count += 1) {
      time += random.below(40);
      const when = new Date(time).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23);
      const { name, session, network } = random.pick(accounts);
      const request = `${when} INFO ${session} ${name} ${network}.${random.below(3)} https://platform.example/${random.pick(PATHS)}`;
      lines.push(
        `${request}   'POST: "{"id":"${'x'.repeat(random.below(60))}"}"' ''\n`,
        `${request} ${random.pick(STATES)} 03:00:00.${100 + random.below(900)} 'POST completed' ''\n`,
      );
    }
    written += writeSync(output, lines.join(''));
  }
  closeSync(output);
}
