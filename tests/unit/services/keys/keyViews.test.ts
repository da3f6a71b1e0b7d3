import { expect, it } from 'vitest';
import { DEFAULT_KEY_VIEW, type KeyView } from '../../../../shared/model/keyView.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/model/settings.ts';
import { addConnection, services, startAgain, startBeforeEach } from '../application.ts';

const VIEW: KeyView = {
  sorting: { column: 'status', isDescending: false },
  hiddenColumns: ['created'],
  widths: { token: 300 },
  density: 'compact',
  savedFilters: [{ name: 'Soon', query: 'expires:<30d' }],
};

startBeforeEach();

it('remembers how the table of each connection is arranged, over the end of the application', async () => {
  const id = await addConnection();
  services.keyViews.set(id, VIEW);
  expect(services.keyViews.get('sample')).toEqual(DEFAULT_KEY_VIEW);
  expect(startAgain().keyViews.get(id)).toEqual(VIEW);
});

it('forgets the view with its connection, and takes none for a connection that is gone', async () => {
  const id = await addConnection();
  services.keyViews.set(id, VIEW);
  await services.connections.remove(id);
  expect(services.keyViews.get(id)).toEqual(DEFAULT_KEY_VIEW);
  services.keyViews.set(id, VIEW);
  expect(services.keyViews.get(id)).toEqual(DEFAULT_KEY_VIEW);
});

it('a view in the settings file that cannot be read takes nothing else with it', () => {
  const stored = { ...DEFAULT_SETTINGS, keyViews: { sample: { ...VIEW, density: 'huge' }, other: VIEW } };
  expect(settingsSchema.parse(stored).keyViews).toEqual({ sample: DEFAULT_KEY_VIEW, other: VIEW });
});
