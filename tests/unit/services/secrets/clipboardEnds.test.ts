import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CLEARING_LIMIT_MS } from '../../../../electron/services/secrets/keyClipboard.ts';
import { createServices } from '../../../../electron/services/services.ts';
import { DEFAULT_PREFERENCES } from '../../../../shared/model/settings.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { createClipboardBench, settle, USER_TEXT } from './clipboardBench.ts';

let bench: Awaited<ReturnType<typeof createClipboardBench>>;
let clipboard: typeof bench.clipboard;
let chosen: typeof bench.chosen;
let keyClipboard: typeof bench.keyClipboard;
let pass: typeof bench.pass;
let holdSecrets: typeof bench.holdSecrets;

beforeEach(async () => {
  bench = await createClipboardBench();
  ({ clipboard, chosen, keyClipboard, pass, holdSecrets } = bench);
});

describe('locking', () => {
  it('clears the secret', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await keyClipboard.lock();
    expect(clipboard.text).toBe('');
  });

  it('leaves the text of the user alone', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    clipboard.text = USER_TEXT;
    await keyClipboard.lock();
    expect(clipboard.text).toBe(USER_TEXT);
  });

  it('calls off copies that wait for the platform, and those behind them', async () => {
    const release = holdSecrets();
    const copies = [
      keyClipboard.copySecret('c', shownKey('authkey.1')),
      keyClipboard.copySecret('c', shownKey('authkey.2')),
    ];
    await settle();
    await keyClipboard.lock();
    release();
    const outcomes = await Promise.allSettled(copies);
    expect(outcomes).toMatchObject([{ reason: { code: 'LOCKED' } }, { reason: { code: 'LOCKED' } }]);
    expect(clipboard.text).toBe('');
  });

  it('calls off a token that waits behind them', async () => {
    const release = holdSecrets();
    const secret = keyClipboard.copySecret('c', shownKey('authkey.1'));
    const token = keyClipboard.copyToken('c', shownKey('authkey.1'));
    await keyClipboard.lock();
    release();
    expect(await Promise.allSettled([secret, token])).toMatchObject([
      { reason: { code: 'LOCKED' } },
      { reason: { code: 'LOCKED' } },
    ]);
    expect(clipboard.text).toBe('');
  });

  it('also clears a secret that is just being written', async () => {
    const release = bench.holdWrite();
    const copy = keyClipboard.copySecret('c', shownKey('authkey.1'));
    await settle();
    const locking = keyClipboard.lock();
    release();
    await Promise.all([copy, locking]);
    expect(clipboard.text).toBe('');
  });

  it('forgets that the next copy would have been a secret', async () => {
    await keyClipboard.copyNext('c', shownKey('authkey.1'));
    await keyClipboard.lock();
    expect(await keyClipboard.copyNext('c', shownKey('authkey.1'))).toMatchObject({ copied: 'token' });
  });
});

describe('removing a connection', () => {
  it('clears a secret that came from it, and no other', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await keyClipboard.forgetConnection('other');
    expect(clipboard.text).toBe(secretOf('authkey.1'));
    await keyClipboard.forgetConnection('c');
    expect(clipboard.text).toBe('');
  });

  it('clears a secret that is just being copied from it', async () => {
    const release = holdSecrets();
    const copy = keyClipboard.copySecret('c', shownKey('authkey.1'));
    const removal = keyClipboard.forgetConnection('c');
    release();
    await Promise.all([copy, removal]);
    expect(clipboard.text).toBe('');
  });
});

describe('the connections of the application', () => {
  const { password: _password, ...form } = CONNECTION_FORM;

  it('clear a secret that came from one when it is removed, not when it is renamed', async () => {
    const memory = createMemoryPorts();
    const services = createServices(memory.ports);
    const { id } = await services.connections.add({ ...form, password: 'correct horse' });
    await services.keys.list(id);
    await services.keyClipboard.copySecret(id, shownKey('authkey.1'));
    await services.connections.change({ ...form, id, name: 'Other name', password: null });
    await settle();
    expect(memory.clipboard.text).toBe(secretOf('authkey.1'));
    await services.connections.remove(id);
    await settle();
    expect(memory.clipboard.text).toBe('');
  });
});

describe('quitting', () => {
  it('clears the secret', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await keyClipboard.close();
    expect(clipboard.text).toBe('');
  });

  it('leaves it where that was chosen', async () => {
    chosen.preferences = { ...DEFAULT_PREFERENCES, clipboardClearsOnQuit: false };
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await keyClipboard.close();
    expect(clipboard.text).toBe(secretOf('authkey.1'));
  });

  it('waits a second for a clipboard that does not answer, and no longer', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    vi.spyOn(clipboard, 'readText').mockReturnValue(new Promise(() => {}));
    const closed = vi.fn();
    void keyClipboard.close().then(closed);
    await pass(CLEARING_LIMIT_MS - 1);
    expect(closed).not.toHaveBeenCalled();
    await pass(1);
    expect(closed).toHaveBeenCalled();
  });
});
