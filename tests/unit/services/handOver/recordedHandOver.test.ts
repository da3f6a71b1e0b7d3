import { expect, it } from 'vitest';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { activityOf, memory, services, startBeforeEach } from '../application.ts';

const KEY = shownKey('authkey.1');
const REQUEST = { kind: 'curl', language: 'en', part: 0 } as const;

startBeforeEach(() => services.keys.list('sample'));

it('records a copied snippet with the shortened token, and neither token nor secret', async () => {
  const { recordedHandOver } = services;
  await recordedHandOver.copySnippet('sample', KEY, { ...REQUEST, withSecret: false });
  expect(memory.clipboard).toMatchObject({ text: expect.stringContaining('YOUR_SECRET_KEY'), isConcealed: false });
  const clearsAt = await recordedHandOver.copySnippet('sample', KEY, { ...REQUEST, withSecret: true });
  expect(clearsAt).not.toBeNull();
  expect(memory.clipboard).toMatchObject({ text: expect.stringContaining(secretOf('authkey.1')), isConcealed: true });

  const { items } = await activityOf('sample');
  expect(items.toReversed()).toMatchObject([
    { action: 'tokenCopied', outcome: 'done', keyId: 'authkey.1' },
    { action: 'snippetCopied', outcome: 'done', keyId: 'authkey.1', expiryBefore: null },
  ]);
  const journal = memory.activityStore.journals.get('sample') ?? '';
  expect(journal).toContain('snippetCopied');
  expect(journal).not.toContain(secretOf('authkey.1'));
  expect(journal).not.toContain(tokenOf('authkey.1'));
});

it('leaves the clipboard alone if KeyDesk is locked while the secret is read', async () => {
  const before = memory.clipboard.text;
  const copying = services.recordedHandOver.copySnippet('sample', KEY, { ...REQUEST, withSecret: true });
  await services.keyClipboard.lock();
  await expect(copying).rejects.toMatchObject({ code: 'LOCKED' });
  expect(memory.clipboard.text).toBe(before);
});
