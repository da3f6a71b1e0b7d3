import { expect, it } from 'vitest';
import { createServices } from '../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';

it('finds the connection by its identifier or its host, the one that is shown before others', async () => {
  const { keyLinks, connections } = createServices(createMemoryPorts().ports);
  const first = await connections.add({ ...CONNECTION_FORM, address: 'https://stand.example:8443/app' });
  const second = await connections.add({ ...CONNECTION_FORM, address: 'https://stand.example:8443' });
  const follow = (link: string): string | null | undefined => {
    keyLinks.open([link]);
    return keyLinks.take()?.connectionId;
  };
  expect(follow('keydesk://stand.example:8443/authkey.1')).toBe(second.id);
  connections.activate(first.id);
  expect(follow('keydesk://STAND.example:8443/authkey.1')).toBe(first.id);
  expect(follow(`keydesk://${second.id}/authkey.1`)).toBe(second.id);
  expect(follow('keydesk://stand.example/authkey.1')).toBeNull();
  expect(follow('keydesk://sample/authkey.1')).toBe('sample');
});

it('the newest of several links counts, and what is none changes nothing', () => {
  const { keyLinks } = createServices(createMemoryPorts().ports);
  keyLinks.open(['/keydesk', 'keydesk://sample/authkey.1', 'keydesk://sample/authkey.2']);
  keyLinks.open(['/keydesk', '--lang=ru']);
  expect(keyLinks.take()).toMatchObject({ keyId: 'authkey.2' });
  expect(keyLinks.take()).toBeNull();
});
