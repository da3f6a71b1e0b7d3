import { describe, expect, it } from 'vitest';
import { inspectSecretService } from '../../../../electron/adapters/keychain/secretService.ts';
import type { CallSessionBus } from '../../../../electron/adapters/system/sessionBus.ts';

const SERVICE = 'org.freedesktop.secrets';
const ALIAS = 'org.freedesktop.Secret.Service.ReadAlias';
const PROPERTY = 'org.freedesktop.DBus.Properties.Get';
const IS_OPEN = 'org.kde.KWallet.isOpen';
const HEADER = 'method return time=1.5 sender=:1.2 -> destination=:1.9 serial=4 reply_serial=2\n';
const LOGIN = '   object path "/org/freedesktop/secrets/collection/login"\n';

/** A bus with owners of names, and with replies to the methods of the service; a call without a reply is rejected. */
function bus(owners: Readonly<Record<string, string>>, replies: Readonly<Record<string, string>> = {}): CallSessionBus {
  return async (_service, _path, method, ...parameters) => {
    const names = Object.keys(owners).map((name) => `      string "${name}"\n`);
    const replyOf: Record<string, string | undefined> = {
      ...replies,
      'org.freedesktop.DBus.ListNames': `   array [\n${names.join('')}   ]\n`,
      'org.freedesktop.DBus.GetNameOwner': `   string "${owners[parameters.join().slice('string:'.length)]}"\n`,
    };
    const reply = replyOf[method];
    if (reply === undefined) {
      throw Object.assign(new Error('Ошибка org.freedesktop.DBus.Error.UnknownMethod'), { code: 1 });
    }
    return HEADER + reply;
  };
}

const failing = (code: string | number): CallSessionBus => {
  return () => Promise.reject(Object.assign(new Error('Не удалось подключиться'), { code }));
};

describe('the state of the Secret Service', () => {
  it.each([
    ['org.gnome.keyring', 'gnomeKeyring'],
    ['org.keepassxc.KeePassXC.MainWindow', 'keePassXc'],
    ['org.kde.ksecretd', 'kWallet'],
    ['com.example.passwords', 'unknown'],
  ])('the owner of %s provides it', async (name, provider) => {
    const call = bus(
      { [SERVICE]: ':1.2', [name]: ':1.2' },
      { [ALIAS]: LOGIN, [PROPERTY]: '   variant       boolean false\n' },
    );
    expect(await inspectSecretService(call)).toEqual({ provider, reason: null, isEmpty: false });
  });

  it('a program that runs beside the provider does not provide it', async () => {
    const owners = { [SERVICE]: ':1.2', 'org.keepassxc.KeePassXC.MainWindow': ':1.7', 'org.gnome.keyring': ':1.2' };
    const call = bus(owners, { [ALIAS]: LOGIN, [PROPERTY]: '   variant       boolean true\n' });
    expect(await inspectSecretService(call)).toEqual({ provider: 'gnomeKeyring', reason: 'locked', isEmpty: false });
  });

  it('KWallet beside another provider is not asked', async () => {
    const owners = {
      [SERVICE]: ':1.2',
      'org.kde.kwalletd5': ':1.7',
      'org.keepassxc.KeePassXC.MainWindow': ':1.2',
    };
    const replies = { [ALIAS]: LOGIN, [PROPERTY]: '   variant       boolean false\n', [IS_OPEN]: '   boolean false\n' };
    expect(await inspectSecretService(bus(owners, replies))).toMatchObject({ provider: 'keePassXc', reason: null });
  });

  it.each([
    ['boolean true', null],
    ['boolean false', 'locked'],
  ])('KWallet, which is locked for each new client, is asked whether the wallet is open: %s', async (open, reason) => {
    const call = bus(
      { [SERVICE]: ':1.2', 'org.kde.kwalletd6': ':1.2' },
      { [ALIAS]: LOGIN, [PROPERTY]: '   variant       boolean true\n', [IS_OPEN]: `   ${open}\n` },
    );
    expect(await inspectSecretService(call)).toEqual({ provider: 'kWallet', reason, isEmpty: false });
  });

  it('without a default collection there is none', async () => {
    const state = { provider: 'unknown', reason: 'noCollection' };
    for (const [collections, isEmpty] of [
      ['', true],
      ['         object path "/org/freedesktop/secrets/collection/other"\n', false],
    ]) {
      const [alias, property] = ['   object path "/"\n', `   variant       array [\n${collections}      ]\n`];
      const call = bus({ [SERVICE]: ':1.2' }, { [ALIAS]: alias, [PROPERTY]: property });
      expect(await inspectSecretService(call)).toEqual({ ...state, isEmpty });
    }
  });

  it('without the service, the bus or its program says which of them is missing', async () => {
    const unknown = { provider: 'unknown', isEmpty: false };
    expect(await inspectSecretService(bus({}))).toEqual({ ...unknown, reason: 'noService' });
    expect(await inspectSecretService(null)).toEqual({ ...unknown, reason: 'noBus' });
    expect(await inspectSecretService(failing(1))).toEqual({ ...unknown, reason: 'noBus' });
    expect(await inspectSecretService(failing('ENOENT'))).toEqual({ ...unknown, reason: null });
  });

  it('a service that does not answer as specified is not judged', async () => {
    expect(await inspectSecretService(bus({ [SERVICE]: ':1.2' }))).toEqual({
      provider: 'unknown',
      reason: null,
      isEmpty: false,
    });
  });
});
