import type { Channel } from '../../shared/ipc/channels.ts';
import type { KeyReference } from '../../shared/model/key.ts';

/** Id of a rotation of the key that {@link rotationInputs} names, as the test records it before the calls. */
const ROTATION_ID = 'rotation-1';

/** The record of an interrupted rotation of the second key, as an earlier process has left it. */
export const ROTATION_RECORD = [
  { schemaVersion: 1, connectionId: 'sample', source: 'sample' },
  {
    rotations: [
      {
        id: ROTATION_ID,
        account: { id: 'account.1', username: 'svc.erp', fullName: 'ERP connector' },
        oldKey: { id: 'authkey.2', token: '0123456789abcdef0123456700000002' },
        oldVersion: 1,
        newKey: null,
        stage: 'creating',
        pending: { kind: 'creating', requestId: 'request-1', createdAfter: '2026-01-01T00:00:00.000Z' },
        startedAt: '2026-11-20T08:00:00.000Z',
        changedAt: '2026-11-20T08:00:00.000Z',
        testedAt: null,
        oldExpiryBefore: '2027-01-01T00:00:00.000Z',
        oldExpiryAfter: null,
        newExpiry: '2027-06-01T00:00:00.000Z',
        overlapDays: 7,
        origin: 'own',
        problem: null,
        isDismissed: false,
      },
    ],
  },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('');

/** Returns a valid input for each channel of rotations. @param key of the in-memory installation. */
export function rotationInputs(key: KeyReference): Readonly<Record<Extract<Channel, `rotations:${string}`>, unknown>> {
  const chosen = { connectionId: 'sample', ids: [ROTATION_ID] };
  return {
    'rotations:list': { connectionId: 'sample' },
    'rotations:start': {
      connectionId: 'sample',
      keys: [{ ...key, version: 1 }],
      newExpiry: '2027-02-20T21:00:00.000Z',
      overlapDays: 7,
      acceptsYoungerKey: true,
    },
    'rotations:proceed': chosen,
    'rotations:takeBack': chosen,
    'rotations:finish': chosen,
    'rotations:dismiss': chosen,
    'rotations:stop': undefined,
    'rotations:getState': undefined,
    'rotations:exportChecklist': { ...chosen, language: 'ru', fileKind: 'Markdown' },
    'rotations:copyChecklist': { ...chosen, language: 'en' },
  };
}
