import { expect, it } from 'vitest';
import { unknownFieldsOf, withUnknownFields } from '../../../../electron/adapters/files/unknownFields.ts';
import { settingsSchema } from '../../../../shared/model/settings.ts';

const CONNECTION = {
  id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  name: 'Stand',
  address: 'https://stand.example',
  servicePath: '/service',
  username: 'admin',
  acknowledgesPlainHttp: false,
};

/** Settings as a later version would write them, with fields that this one does not know at every level. */
const LATER = {
  schemaVersion: 1,
  preferences: { language: 'en', theme: 'dark', density: 'compact' },
  lock: { hasPassphrase: true, hint: 'none' },
  connections: [{ ...CONNECTION, proxy: { host: 'proxy.example' } }],
  activeConnectionId: null,
  keyViews: {},
  shortcuts: [{ keys: 'Ctrl+K' }],
};

it('fault 93: what a later version has added is in the file again after a save of this one', () => {
  const settings = settingsSchema.parse(LATER);
  const unknown = unknownFieldsOf(LATER, settings);
  const changed = { ...settings, preferences: { ...settings.preferences, theme: 'light' as const } };
  expect(withUnknownFields(changed, unknown)).toMatchObject({
    preferences: { language: 'en', theme: 'light', density: 'compact' },
    lock: { hasPassphrase: true, hint: 'none' },
    connections: [{ id: CONNECTION.id, proxy: { host: 'proxy.example' } }],
    shortcuts: LATER.shortcuts,
  });
});

it('fault 93: follows a connection by its identifier, and goes with it', () => {
  const settings = settingsSchema.parse(LATER);
  const unknown = unknownFieldsOf(LATER, settings);
  const other = { ...settings.connections[0], id: 'a1b2c3d4-8b86-4d01-b42d-00cf4fc964ff' };
  expect(withUnknownFields({ connections: [other, settings.connections[0]] }, unknown)).toMatchObject({
    connections: [other, { id: CONNECTION.id, proxy: { host: 'proxy.example' } }],
  });
  const removed = withUnknownFields({ ...settings, connections: [] }, unknown);
  expect(JSON.stringify(removed)).not.toContain('proxy');
});

it('finds nothing in a file that it understands, and gives such a value back as it is', () => {
  const { preferences: _preferences, ...fields } = LATER;
  const settings = settingsSchema.parse({ ...fields, preferences: { language: 'en', theme: 'dark' } });
  expect(unknownFieldsOf(settings, settings)).toBeNull();
  expect(withUnknownFields(settings, null)).toBe(settings);
});

it('takes a field called __proto__ for a field', () => {
  const found = JSON.parse('{"known":1,"__proto__":{"known":2}}');
  const filled = withUnknownFields({ known: 1 }, unknownFieldsOf(found, { known: 1 }));
  expect(JSON.stringify(filled)).toBe('{"__proto__":{"known":2},"known":1}');
});
