import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Names that an installation could send, each a text that some program has taken for something else. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="window.hasRun = true">',
  '<script>window.hasRun = true</script>',
  '"><svg/onload=window.hasRun=true>',
  '<a href="javascript:window.hasRun=true">a link</a>',
  '{{constructor.constructor("window.hasRun=true")()}}',
  '__proto__',
  'constructor',
  'toString',
  '\u202egnp.exe',
  'line\r\nX-Evil: 1',
  "=cmd|'/c calc'!A1",
  '&lt;b&gt; &amp; $t(app.name) {{count}}',
  '\u0000\u0007\ufeff\u200b',
  'x'.repeat(10_000),
] as const;

/** An installation whose names are all {@link HOSTILE_NAMES}. */
export interface HostilePlatform {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startHostilePlatform(): Promise<HostilePlatform> {
  const server = createServer((request, response) => {
    request.resume();
    const method = request.url?.slice(request.url.lastIndexOf('/') + 1) ?? '';
    const answer = ANSWERS[method];
    response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer?.() ?? { Code: HOSTILE_NAMES[0], Message: HOSTILE_NAMES[0] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const KEYS = HOSTILE_NAMES.map((name, index) => ({
  Id: `authkey.${index}`,
  AccountId: `account.${index}`,
  Username: name,
  FullName: name,
  Token: randomBytes(16).toString('hex'),
  CreationDate: '2026-01-01T00:00:00.000Z',
  ExpirationDate: '2036-01-01T00:00:00.000Z',
  Version: 1,
}));

const ANSWERS: Readonly<Record<string, () => unknown>> = {
  List: () => ({ Items: KEYS, Total: KEYS.length }),
  ListChanges: () => ({
    Upserted: KEYS,
    DeletedIds: ['__proto__'],
    Cursor: HOSTILE_NAMES[0],
    Reset: true,
    HasMore: false,
  }),
  Get: () => ({ ...KEYS[0], SecretKey: randomBytes(64).toString('base64') }),
  GetPermissions: () => ({
    CanView: true,
    CanReadSecret: true,
    CanCreate: true,
    CanEdit: true,
    CanDelete: true,
    Account: { Id: 'account.0', Username: HOSTILE_NAMES[0], FullName: HOSTILE_NAMES[1] },
  }),
  ListEligibleAccounts: () => ({
    Items: HOSTILE_NAMES.map((name, index) => ({
      Id: `account.${index}`,
      Username: name,
      FullName: name,
      IsEligible: true,
      SystemRoles: [name.slice(0, 200)],
    })),
    Total: HOSTILE_NAMES.length,
  }),
};
