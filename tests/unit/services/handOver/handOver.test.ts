import { expect, it } from 'vitest';
import { HandOver } from '../../../../electron/services/handOver/handOver.ts';
import type { ConnectionSummary } from '../../../../shared/model/connection.ts';
import { leadsToAddress, parseKeyLink } from '../../../../shared/model/keyLink.ts';
import { AppError } from '../../../../shared/result.ts';

const KEY = { id: 'authkey.7', token: '0123456789abcdef0123456789abcdef' };
const LABELS = {
  address: 'Address',
  token: 'Token',
  username: 'User name',
  expires: 'Expires',
  expiry: '01 Mar 2027 00:00 (Europe/Moscow, UTC+3)',
  link: 'Link for KeyDesk',
  note: 'The secret key is sent separately.',
};

function handOverFor(connection: Partial<ConnectionSummary>, username = 'svc.erp') {
  const copied: string[] = [];
  const summary = { id: 'one', kind: 'installation', address: 'https://platform.example/erp', ...connection };
  const handOver = new HandOver({
    connections: () => [summary as ConnectionSummary],
    keys: {
      tokenOf: (_connectionId, { token }) => {
        if (token !== KEY.token) {
          throw new AppError('NOT_FOUND', 'No such key.');
        }
        return token;
      },
      factsOf: () => ({ ...KEY, username, fullName: '', expirationDate: '2027-02-28T21:00:00Z' }),
    },
    keyClipboard: { copyText: async (compose) => void copied.push(compose()) },
  });
  return { handOver, copied };
}

it('copies address, token, user name, expiry and link as one text without the secret', async () => {
  const { handOver, copied } = handOverFor({});
  await handOver.copy('one', KEY, LABELS);
  expect(copied).toEqual([
    [
      'Address: https://platform.example/erp',
      'Token: 0123456789abcdef0123456789abcdef',
      'User name: svc.erp',
      'Expires: 01 Mar 2027 00:00 (Europe/Moscow, UTC+3)',
      'Link for KeyDesk: keydesk://platform.example/erp/authkey.7',
      'The secret key is sent separately.',
    ].join('\n'),
  ]);
});

it.each([
  'https://platform.example',
  'https://platform.example:8443/erp/',
  'http://127.0.0.1:8787',
  'https://сервер.рф/a',
])('the link leads back to %s', async (address) => {
  const { handOver, copied } = handOverFor({ address });
  await handOver.copy('one', { ...KEY, id: 'a key/ё' }, LABELS);
  const text = /keydesk:\S+/.exec(copied[0] ?? '')?.[0] ?? '';
  const opened = parseKeyLink(text);
  expect(opened).toMatchObject({ outcome: 'read', link: { keyId: 'a key/ё' } });
  expect(opened?.outcome === 'read' && leadsToAddress(opened.link, address)).toBe(true);
});

it('the link to a key of the sample platform, whose address changes, names its connection', async () => {
  const { handOver, copied } = handOverFor({ id: 'sample', kind: 'sample', address: 'http://127.0.0.1:40123' });
  await handOver.copy('sample', KEY, LABELS);
  expect(copied[0]).toContain('keydesk://sample/authkey.7\n');
});

it('a user name with line breaks adds no line', async () => {
  const { handOver, copied } = handOverFor({}, 'svc\nToken: 00\u2028x');
  await handOver.copy('one', KEY, LABELS);
  expect(copied[0]?.split(/[\n\u2028]/)).toHaveLength(6);
});

it('copies nothing of a key that is gone or of a removed connection', async () => {
  const { handOver, copied } = handOverFor({});
  await expect(handOver.copy('one', { ...KEY, token: 'other' }, LABELS)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(handOver.copy('two', KEY, LABELS)).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
  expect(copied).toEqual([]);
});
