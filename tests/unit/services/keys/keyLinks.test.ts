import { beforeEach, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';

let services: Services;

beforeEach(() => {
  services = createServices(createMemoryPorts().ports);
});

const add = async (address: string, username = 'admin'): Promise<string> =>
  (await services.connections.add({ ...CONNECTION_FORM, address, username })).id;
const follow = (link: string) => {
  services.keyLinks.open([link]);
  return services.keyLinks.take();
};
const found = (...connectionIds: string[]) => ({ outcome: 'found', connectionIds, keyId: 'authkey.1' });

it('fault 107: a link that fits several installations leads to none of them unasked', async () => {
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

it('of several connections to one installation the one that is shown is taken', async () => {
  const first = await add('https://stand.example:8443', 'admin');
  const second = await add('https://stand.example:8443', 'support');
  expect(follow('keydesk://stand.example:8443/authkey.1')).toEqual(found(second));
  services.connections.activate(first);
  expect(follow('keydesk://STAND.example:8443/authkey.1')).toEqual(found(first));
  services.connections.activate('sample');
  expect(follow('keydesk://stand.example:8443/authkey.1')).toEqual(found(first));
});

it('the sample platform is meant by its name', () => {
  expect(follow('keydesk://sample/authkey.1')).toEqual(found('sample'));
  expect(follow('keydesk://stand.example/authkey.1')).toEqual({ outcome: 'noConnection', connection: 'stand.example' });
});

it('what begins like a link and cannot be read is told', () => {
  expect(follow('keydesk:///authkey.1')).toEqual({ outcome: 'unreadable', text: 'keydesk:///authkey.1' });
});

it('the newest of several links counts, and what is none changes nothing', () => {
  const { keyLinks } = services;
  keyLinks.open(['/keydesk', 'keydesk://sample/authkey.1', 'keydesk://sample/authkey.2']);
  keyLinks.open(['/keydesk', '--lang=ru']);
  expect(keyLinks.take()).toMatchObject({ keyId: 'authkey.2' });
  expect(keyLinks.take()).toBeNull();
});
