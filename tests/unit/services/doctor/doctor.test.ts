import { describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { addConnection, memory, services, startBeforeEach } from '../application.ts';
import { type Deviation, paste, rightRequest, SECRET } from './signedPaste.ts';

startBeforeEach(async () => {
  await services.keys.list('sample');
  const key = memory.adminApi.keys.get('authkey.1');
  if (key === undefined) {
    throw new Error('The key is missing');
  }
  vi.spyOn(memory.adminApi, 'readSecret').mockResolvedValue({ key, secretKey: SECRET });
});

const textOf = (deviation: Deviation = {}) => {
  const date = new Date(memory.clock.now()).toUTCString();
  return paste({ ...rightRequest(1), date }, { token: tokenOf('authkey.1'), ...deviation }).text;
};
const examine = (text: string, options: Partial<Parameters<typeof services.doctor.examine>[1]> = {}) =>
  services.doctor.examine(text, { connectionId: null, useSecret: false, ...options });
const codesOf = ({ findings }: Awaited<ReturnType<typeof examine>>) => findings.map(({ code }) => code);

describe('the secret key', () => {
  test('is not read unless asked for; without it a right request needs it', async () => {
    expect(await examine(textOf())).toMatchObject({
      findings: [],
      needsSecret: true,
      isVerified: false,
      key: { connectionId: 'sample', id: 'authkey.1', token: tokenOf('authkey.1') },
    });
    expect(memory.adminApi.readSecret).not.toHaveBeenCalled();
  });

  test('verifies a right request, and is not returned', async () => {
    const diagnosis = await examine(textOf(), { useSecret: true });
    expect(diagnosis).toMatchObject({ findings: [], needsSecret: false, isVerified: true });
    expect(JSON.stringify(diagnosis)).not.toContain(SECRET);
  });

  test('is read for the key of the token, and finds the mistake', async () => {
    const wrong = textOf({ signed: { secret: SECRET } });
    expect(codesOf(await examine(wrong, { useSecret: true }))).toEqual(['secretNotDecoded']);
    expect(memory.adminApi.readSecret).toHaveBeenCalledExactlyOnceWith('authkey.1');
  });

  test('that cannot be read fails with the error of the platform', async () => {
    vi.mocked(memory.adminApi.readSecret).mockRejectedValue(new AppError('NOT_PERMITTED', 'No'));
    await expect(examine(textOf(), { useSecret: true })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });

  test('that the user enters for a token that no connection has is used once, and masked in the log', async () => {
    const unknown = textOf({ token: '0'.repeat(32) });
    expect(await examine(unknown)).toMatchObject({ key: null, needsSecret: true, isVerified: false });
    const diagnosis = await examine(unknown, { secret: SECRET });
    expect(diagnosis).toMatchObject({ key: null, needsSecret: false, isVerified: true });
    expect(memory.adminApi.readSecret).not.toHaveBeenCalled();
    expect(memory.logger.redacted).toContain(SECRET);
    expect(JSON.stringify([diagnosis, memory.logger.lines, memory.settingsStore.stored])).not.toContain(SECRET);
  });

  test('fault 127: in the text is used, masked in the log from then on, and neither returned nor logged', async () => {
    const diagnosis = await examine(`secret: ${SECRET}\n\n${textOf()}`);
    expect(diagnosis).toMatchObject({ isVerified: true, needsSecret: false, secretSeen: true });
    expect(codesOf(diagnosis)).toEqual(['secretInText']);
    expect(memory.logger.redacted).toContain(SECRET);
    expect(JSON.stringify([diagnosis, memory.logger.lines, memory.settingsStore.stored])).not.toContain(SECRET);
  });
});

describe('the key of the token', () => {
  test('is searched in all connections, or in one', async () => {
    const other = await addConnection();
    expect((await examine(textOf())).key).toMatchObject({ connectionId: 'sample' });
    const elsewhere = await examine(textOf(), { connectionId: other, useSecret: true });
    expect(elsewhere.key).toBeNull();
    expect(codesOf(elsewhere)).toEqual(['tokenNotListed']);
    expect(memory.adminApi.readSecret).not.toHaveBeenCalled();
  });

  test('may have expired, or belong to an account without access', async () => {
    const key = memory.adminApi.keys.get('authkey.1');
    memory.adminApi.keys.set('authkey.1', { ...key, expirationDate: '2026-11-01T00:00:00.000Z' } as NonNullable<
      typeof key
    >);
    await services.keys.list('sample', null, true);
    const diagnosis = await examine(textOf());
    expect(codesOf(diagnosis)).toEqual(['keyExpired']);
    expect(diagnosis.needsSecret).toBe(false);
  });

  test('may be adopted: its secret is in the keychain only', async () => {
    const token = 'a'.repeat(32);
    await services.adoptedKeys.add('sample', { token, secretKey: SECRET, label: 'ERP', expirationDate: null });
    expect(await examine(textOf({ token }), { useSecret: true })).toMatchObject({
      findings: [],
      isVerified: true,
      key: { connectionId: 'sample', token },
    });
    expect(memory.adminApi.readSecret).not.toHaveBeenCalled();
  });

  test('is unknown if there is no such connection', async () => {
    await expect(examine(textOf(), { connectionId: 'gone' })).rejects.toMatchObject({ code: 'CONNECTION_UNKNOWN' });
  });
});

describe('fault 141: a text that cannot be examined as it is', () => {
  test.each([
    ['textEmpty', ' \n '],
    ['textTooLong', `GET / HTTP/1.1\r\n\r\n${'я'.repeat(600_000)}`],
    ['textBinary', 'PK\u0003\u0004\u0000'],
    ['noRequest', 'The call fails, please help'],
  ])('%s', async (code, text) => {
    const diagnosis = await examine(text, { useSecret: true });
    expect(diagnosis).toMatchObject({ requests: 0, needsSecret: false, key: null, stringToSign: null });
    expect(codesOf(diagnosis)).toEqual([code]);
  });

  test('a text of 1 MB is examined', async () => {
    const text = `${textOf()}\n\n${'Hello\n'.repeat(170_000)}`;
    expect(await examine(text)).toMatchObject({ requests: 1, format: 'http' });
  });

  test('HTTP/2 is examined with :authority as the host', async () => {
    const [, address = '', host = ''] = /^POST (\S+) HTTP\/1.1\r\nHost: (.*)\r\n/.exec(textOf()) ?? [];
    const pseudo = [':method: POST', `:path: ${address}`, ':scheme: https', `:authority: ${host}`, ''].join('\r\n');
    const text = textOf().replace(/^.*\r\n.*\r\n/, () => pseudo);
    expect(await examine(text, { useSecret: true })).toMatchObject({ requests: 1, findings: [], isVerified: true });
  });

  test('the second of two requests is examined on demand', async () => {
    const [first, second] = [textOf(), textOf({ changeHeaders: (headers) => headers.slice(0, 4) })];
    const both = `${first}\r\n\r\n${second}`;
    expect(codesOf(await examine(both))[0]).toBe('severalRequests');
    expect(await examine(both, { index: 1 })).toMatchObject({
      requests: 2,
      findings: [{ code: 'authorizationMissing' }, { code: 'severalRequests' }],
    });
  });
});
