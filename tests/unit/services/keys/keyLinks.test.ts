import { expect, it } from 'vitest';
import { addConnection, services, startBeforeEach } from '../application.ts';

startBeforeEach();

const add = (address: string, username = 'admin') => addConnection({ address, username });
const follow = (link: string) => {
  services.keyLinks.open([link]);
  return services.keyLinks.take();
};
const found = (...connectionIds: string[]) => ({ outcome: 'found', connectionIds, keyId: 'authkey.1' });

it('fault 107: a link that matches several installations opens none of them without a choice', async () => {
  const a = await add('https://apps.example/a');
  const b = await add('https://apps.example/b');
  expect(follow('keydesk://apps.example/authkey.1')).toEqual(found(a, b));
  expect(follow('keydesk://apps.example/a/authkey.1')).toEqual(found(a));
  expect(follow('keydesk://apps.example/b/authkey.1')).toEqual(found(b));
  expect(follow('keydesk://apps.example/c/authkey.1')).toEqual({
    outcome: 'noConnection',
    connection: 'apps.example/c',
  });
  expect(follow(`keydesk://${a.toUpperCase()}/authkey.1`)).toEqual(found(a));
});

it('a link to an installation with several connections opens the active one', async () => {
  const first = await add('https://stand.example:8443', 'admin');
  const second = await add('https://stand.example:8443', 'support');
  expect(follow('keydesk://stand.example:8443/authkey.1')).toEqual(found(second));
  services.connections.activate(first);
  expect(follow('keydesk://STAND.example:8443/authkey.1')).toEqual(found(first));
  services.connections.activate('sample');
  expect(follow('keydesk://stand.example:8443/authkey.1')).toEqual(found(first));
});

it('a link names the sample platform as `sample`', () => {
  expect(follow('keydesk://sample/authkey.1')).toEqual(found('sample'));
  expect(follow('keydesk://stand.example/authkey.1')).toEqual({ outcome: 'noConnection', connection: 'stand.example' });
});

it('an invalid link is reported', () => {
  expect(follow('keydesk:///authkey.1')).toEqual({ outcome: 'unreadable', text: 'keydesk:///authkey.1' });
});

it('the last of several links counts; other texts are ignored', () => {
  const { keyLinks } = services;
  keyLinks.open(['/keydesk', 'keydesk://sample/authkey.1', 'keydesk://sample/authkey.2']);
  keyLinks.open(['/keydesk', '--lang=ru']);
  expect(keyLinks.take()).toMatchObject({ keyId: 'authkey.2' });
  expect(keyLinks.take()).toBeNull();
});
