import { describe, expect, it, vi } from 'vitest';
import { CLEARING_RESULT_MS } from '../../../../electron/services/secrets/copiedSecret.ts';
import { CLEARING_LIMIT_MS } from '../../../../electron/services/secrets/keyClipboard.ts';
import { COPY_NEXT_MS } from '../../../../shared/model/clipboardState.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startBeforeEach } from '../application.ts';
import * as bench from './clipboardBench.ts';

const SECRET = secretOf('authkey.1');
const OTHER_SECRET = secretOf('authkey.2');

let clipboard: typeof memory.clipboard;

startBeforeEach(async () => {
  ({ clipboard } = memory);
  await bench.startWithClipboard();
});

describe('a copied secret', () => {
  it('is marked as concealed, with the time at which it will be cleared', async () => {
    const clearsAt = await bench.copySecret();
    expect(clipboard).toMatchObject({ text: SECRET, isConcealed: true });
    expect(Date.parse(clearsAt ?? '')).toBe(memory.clock.now() + bench.LIFETIME_MS);
    expect(services.keyClipboard.state).toEqual({ status: 'holding', content: 'secret', clearsAt });
  });

  it.each([10, 120])(
    'is cleared after the selected %i seconds, not before, and this is reported for a while',
    async (clipboardSeconds) => {
      services.appState.changePreferences({ clipboardSeconds });
      await bench.copySecret();
      await bench.pass(clipboardSeconds * 1000 - 1);
      expect(clipboard.text).toBe(SECRET);
      await bench.pass(1);
      expect(clipboard.text).toBe('');
      await bench.pass(CLEARING_RESULT_MS);
      expect(bench.reported).toEqual(['holding', 'cleared', 'empty']);
    },
  );

  it('stays until it is cleared manually if the preferences say so', async () => {
    services.appState.changePreferences({ clipboardSeconds: null });
    expect(await bench.copySecret()).toBeNull();
    await bench.pass(3_600_000);
    expect(clipboard.text).toBe(SECRET);
    expect(services.keyClipboard.state).toEqual({ status: 'holding', content: 'secret', clearsAt: null });
    expect(await services.keyClipboard.clear()).toBe('cleared');
    expect(clipboard.text).toBe('');
  });
});

describe('a later copy', () => {
  it.each([
    ['the secret expires', () => bench.pass(bench.LIFETIME_MS)],
    ['KeyDesk is locked', () => services.keyClipboard.lock()],
  ])('stays when %s, because it may be text of the user', async (_when, end) => {
    await bench.copySecret();
    clipboard.text = bench.USER_TEXT;
    await end();
    expect([clipboard.text, bench.status()]).toEqual([bench.USER_TEXT, 'replaced']);
    expect(await services.keyClipboard.clear()).toBe('nothing');
  });

  it('has the full time if it is another secret', async () => {
    await bench.copySecret();
    await bench.pass(5_000);
    await bench.copySecret('authkey.2');
    await bench.pass(bench.LIFETIME_MS - 5_000);
    expect(clipboard.text).toBe(OTHER_SECRET);
    await bench.pass(5_000);
    expect(clipboard.text).toBe('');
  });

  it('has the full time if the first secret expires while it is written', async () => {
    await bench.copySecret();
    const release = bench.holdWrite();
    const copy = bench.copySecret('authkey.2');
    await settle();
    await bench.pass(bench.LIFETIME_MS);
    release();
    await copy;
    await settle();
    expect([clipboard.text, bench.status()]).toEqual([OTHER_SECRET, 'holding']);
    await bench.pass(bench.LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it('is not cleared by an earlier clearing in progress', async () => {
    await bench.copySecret();
    const clearing = services.keyClipboard.clear();
    await bench.copySecret('authkey.2');
    expect(await clearing).toBe('cleared');
    expect(clipboard.text).toBe(OTHER_SECRET);
  });

  it('is neither concealed nor cleared if it is a token', async () => {
    await bench.copySecret();
    await bench.copyToken();
    expect(bench.status()).toBe('empty');
    await bench.pass(bench.LIFETIME_MS);
    expect(clipboard).toMatchObject({ text: tokenOf('authkey.1'), isConcealed: false });
  });

  it('stays if the response for an earlier copy arrives later', async () => {
    const release = bench.holdSecrets();
    const copies = [bench.copySecret(), bench.copyToken('authkey.2')];
    release();
    await Promise.all(copies);
    expect(clipboard.text).toBe(tokenOf('authkey.2'));
  });
});

describe('locking and quitting', () => {
  it('lock: cancels all copies that wait for the platform or for another copy', async () => {
    const release = bench.holdSecrets();
    const copies = [bench.copySecret(), bench.copySecret('authkey.2'), bench.copyToken()];
    await settle();
    await services.keyClipboard.lock();
    release();
    const refused = { reason: { code: 'LOCKED' } };
    expect(await Promise.allSettled(copies)).toMatchObject([refused, refused, refused]);
    expect(clipboard.text).toBe('');
  });

  it('lock: also clears a secret that is being written', async () => {
    const release = bench.holdWrite();
    const copy = bench.copySecret();
    await settle();
    const locking = services.keyClipboard.lock();
    release();
    await Promise.all([copy, locking]);
    expect(clipboard.text).toBe('');
  });

  it('quit: leaves the secret if the preferences say so', async () => {
    services.appState.changePreferences({ clipboardClearsOnQuit: false });
    await bench.copySecret();
    await services.keyClipboard.close();
    expect(clipboard.text).toBe(SECRET);
  });

  it('quit: waits at most a second for a clipboard that does not respond', async () => {
    await bench.copySecret();
    vi.spyOn(clipboard, 'readText').mockReturnValue(new Promise(() => {}));
    const closed = vi.fn();
    void services.keyClipboard.close().then(closed);
    await bench.pass(CLEARING_LIMIT_MS - 1);
    expect(closed).not.toHaveBeenCalled();
    await bench.pass(1);
    expect(closed).toHaveBeenCalled();
  });
});

describe('removing a connection', () => {
  it('clears its secret; removing another connection or renaming it does not', async () => {
    const [id, other] = [await addConnection(), await addConnection({ name: 'Other' })];
    await services.keys.list(id);
    await services.keyClipboard.copySecret(id, shownKey('authkey.1'));
    await services.connections.remove(other);
    await services.connections.change({ ...CONNECTION_FORM, id, name: 'Other name', password: null });
    await settle();
    expect(clipboard.text).toBe(SECRET);
    await services.connections.remove(id);
    await vi.waitFor(() => expect(clipboard.text).toBe(''));
  });

  it('clears a secret of it that is being copied', async () => {
    const release = bench.holdSecrets();
    const tasks = [bench.copySecret(), services.keyClipboard.forgetConnection('sample')];
    release();
    await Promise.all(tasks);
    expect(clipboard.text).toBe('');
  });
});

describe('the copy shortcut', () => {
  const copyNext = (keyId = 'authkey.1', connectionId = 'sample') =>
    services.keyClipboard.copyNext(connectionId, shownKey(keyId));

  it('copies the token, then the secret, then the token again, also in quick succession', async () => {
    expect(await copyNext()).toEqual({ copied: 'token', clearsAt: null });
    expect(clipboard.text).toBe(tokenOf('authkey.1'));
    expect(await copyNext()).toMatchObject({ copied: 'secret' });
    expect(clipboard).toMatchObject({ text: SECRET, isConcealed: true });
    const presses = await Promise.all([copyNext(), copyNext()]);
    expect(presses.map(({ copied }) => copied)).toEqual(['token', 'secret']);
  });

  it.each<[when: string, before: () => unknown, keyId?: string]>([
    ['another key', () => {}, 'authkey.2'],
    ['the same key after a minute', () => memory.clock.advance(COPY_NEXT_MS)],
    ['the same key after another copy', () => bench.copyToken()],
    ['the same key after a lock', () => services.keyClipboard.lock()],
  ])('starts with the token for %s', async (_when, before, keyId) => {
    await copyNext();
    await before();
    expect(await copyNext(keyId)).toMatchObject({ copied: 'token' });
  });

  it('starts with the token for the same key of another connection', async () => {
    const id = await addConnection();
    await services.keys.list(id);
    await copyNext();
    expect(await copyNext('authkey.1', id)).toMatchObject({ copied: 'token' });
  });

  it('does not continue with the secret if the token could not be copied', async () => {
    vi.spyOn(clipboard, 'writeText').mockRejectedValueOnce(new Error('busy'));
    await expect(copyNext()).rejects.toThrow('busy');
    expect(await copyNext()).toMatchObject({ copied: 'token' });
  });
});
