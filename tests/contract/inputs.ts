import type { Channel } from '../../shared/ipc/channels.ts';
import { ACTIVITY_ACTIONS, ACTIVITY_COLUMNS } from '../../shared/model/activity.ts';
import { DEFAULT_SERVICE_PATH } from '../../shared/model/connection.ts';
import { DEFAULT_POLICY } from '../../shared/model/hygienePolicy.ts';
import { EXPORTED_STATES, KEY_COLUMNS, NOTE_COLUMNS, SEEN_COLUMNS } from '../../shared/model/keyExport.ts';
import { DEFAULT_EXCLUSIONS, DEFAULT_SCAN_LIMITS, USAGE_COLUMNS, USED_PARTS } from '../../shared/model/keyUsage.ts';
import { DEFAULT_KEY_VIEW } from '../../shared/model/keyView.ts';
import { INCIDENT_INPUTS } from './incidentInputs.ts';
import { rotationInputs } from './rotationInputs.ts';

/** A key of the in-memory installation. */
const shown = { id: 'authkey.1', token: '0123456789abcdef0123456700000001' };
const key = { connectionId: 'sample', key: shown };
const snippet = { ...key, kind: 'curl', language: 'en' };
const labelsFor = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
const activityFilter = { connectionId: null, search: '', actions: labelsFor(ACTIVITY_ACTIONS) };
const form = {
  name: 'Test stand',
  address: 'https://stand.example',
  servicePath: DEFAULT_SERVICE_PATH,
  username: 'admin',
  acknowledgesPlainHttp: false,
};

const hygiene = {
  connectionId: 'sample',
  language: 'ru',
  states: labelsFor(EXPORTED_STATES),
  fileKind: 'PDF',
};

/** The password in {@link validInputs}; it must never occur in a response or in the log. */
export const CANARY_PASSWORD = 'canary-password-5f1d';

/** The passphrase in {@link validInputs}; it must never occur there either. */
export const CANARY_PASSPHRASE = 'canary passphrase 77e0';

/** Path of the file in which {@link validInputs} expects a key to be found. */
export const FOUND_PATH = 'project/.env';

/** The secret key of an adopted key; likewise. */
export const CANARY_ADOPTED_SECRET = 'Y2FuYXJ5LWFkb3B0ZWQtc2VjcmV0LTVmMWQ=';
/** Token of a key that is adopted before the calls. */
export const ADOPTED_TOKEN = 'ad'.repeat(16);

/** Returns a valid input for each channel. @param connectionId id of an existing connection. */
export function validInputs(connectionId: string): Readonly<Record<Channel, unknown>> {
  return {
    'app:getState': undefined,
    'app:setPreferences': { theme: 'dark' },
    'app:retryKeychain': undefined,
    'app:cancelKeychain': undefined,
    'app:acceptKeychainLoss': undefined,
    'connections:list': undefined,
    'connections:add': { ...form, password: CANARY_PASSWORD },
    'connections:change': { ...form, id: connectionId, name: 'Renamed', password: null },
    'connections:remove': { connectionId },
    'connections:activate': { connectionId: 'sample' },
    'connections:test': { ...form, id: null, password: CANARY_PASSWORD },
    'connections:export': { fileKind: 'Connections' },
    'connections:import': { fileKind: 'Connections' },
    'connections:chooseCertificates': { fileKind: 'Certificates' },
    'connections:openKeysPage': { connectionId },
    'installation:getFacts': undefined,
    'installation:readFacts': { connectionId: 'sample' },
    'keys:list': { connectionId: 'sample', knownRevision: 1, isFull: true },
    'keys:head': { connectionId: 'sample' },
    'keys:listCached': { connectionId: 'sample' },
    'keys:listNext': { next: 1 },
    'keys:export': {
      connectionId: 'sample',
      tokens: [shown.token],
      columns: labelsFor(KEY_COLUMNS),
      states: labelsFor(EXPORTED_STATES),
      notes: labelsFor(NOTE_COLUMNS),
      seen: labelsFor(SEEN_COLUMNS),
      fileKind: 'Workbook',
      format: 'xlsx',
      sheet: 'Keys',
    },
    'keys:getPermissions': { connectionId: 'sample' },
    'keys:create': { connectionId: 'sample', accountId: 'account.1', expirationDate: '2027-02-20T21:00:00.000Z' },
    'keys:edit': {
      connectionId: 'sample',
      key: { ...shown, version: 1 },
      expirationDate: '2027-02-20T21:00:00.000Z',
    },
    'keys:delete': {
      connectionId: 'sample',
      keys: [{ id: 'authkey.2', token: '0123456789abcdef0123456700000002', version: 1 }],
    },
    'keys:setExpiry': {
      connectionId: 'sample',
      changes: [{ ...shown, version: 1, expirationDate: '2027-02-20T21:00:00.000Z' }],
    },
    'keys:test': { connectionId: 'sample', keys: [{ ...shown, version: 1 }] },
    'keyTests:getState': undefined,
    'keyTests:list': { connectionId: 'sample' },
    'keyTests:stop': undefined,
    'keyViews:get': { connectionId: 'sample' },
    'keyViews:set': { connectionId: 'sample', view: { ...DEFAULT_KEY_VIEW, density: 'compact' } },
    'keyLinks:take': undefined,
    'bulk:getState': undefined,
    'bulk:stop': { connectionId: 'sample' },
    'bulk:dismiss': { runId: 'run-1' },
    'disabled:list': { connectionId: 'sample' },
    'disabled:disable': { connectionId: 'sample', keys: [{ ...shown, version: 1 }], origin: 'selection' },
    'disabled:restore': { batchId: 'sample_0', keys: [shown] },
    'disabled:forget': { batchId: 'sample_0' },
    'keys:reveal': key,
    'keys:hide': undefined,
    'keys:snippet': snippet,
    'keys:saveSnippet': { ...snippet, part: 0, fileKind: 'Text' },
    'keys:saveProtectedFile': {
      ...key,
      format: 'kdbx',
      snippet: 'curl',
      language: 'ru',
      typed: CANARY_PASSPHRASE,
      fileKind: 'KeePass',
    },
    'keys:endProtectedFile': undefined,
    'accounts:listEligible': { connectionId: 'sample', search: '', skip: 0, take: 50 },
    'clipboard:copyToken': key,
    'clipboard:copyTokens': { connectionId: 'sample', keys: [shown] },
    'clipboard:copyHandOver': {
      ...key,
      labels: labelsFor(['address', 'token', 'username', 'expires', 'expiry', 'link', 'note']),
    },
    'clipboard:copySecret': key,
    'clipboard:copySnippet': { ...snippet, part: 0, withSecret: true },
    'clipboard:copyPassphrase': undefined,
    'clipboard:clear': undefined,
    'clipboard:copyNext': key,
    'clipboard:getState': undefined,
    'lock:lock': undefined,
    'lock:unlock': { passphrase: null },
    'lock:unlockWithSystem': undefined,
    'lock:setPassphrase': { current: null, next: CANARY_PASSPHRASE },
    'lock:removePassphrase': { current: CANARY_PASSPHRASE },
    'activity:list': { ...activityFilter, skip: 0, take: 50 },
    'activity:export': {
      ...activityFilter,
      outcomes: { done: 'Done', failed: 'Failed', unsure: 'Unsure' },
      columns: labelsFor(ACTIVITY_COLUMNS),
      sample: 'Sample platform',
      fileKind: 'CSV',
      format: 'csv',
      sheet: 'Activity',
    },
    'adopted:list': { connectionId: 'sample' },
    'adopted:add': {
      connectionId: 'sample',
      key: { token: 'ab'.repeat(16), secretKey: CANARY_ADOPTED_SECRET, label: 'Partner', expirationDate: null },
    },
    'adopted:edit': {
      connectionId: 'sample',
      token: ADOPTED_TOKEN,
      details: { label: 'Renamed', expirationDate: '2027-02-20T21:00:00.000Z' },
    },
    'adopted:remove': { connectionId: 'sample', token: ADOPTED_TOKEN },
    'notes:list': { connectionId: 'sample' },
    'notes:save': {
      connectionId: 'sample',
      token: shown.token,
      note: { owner: 'Anna', purpose: 'ERP', ticket: 'T-1', tags: ['erp'] },
    },
    'notes:remove': { connectionId: 'sample', tokens: [shown.token] },
    'absence:get': undefined,
    'absence:dismiss': undefined,
    'reminders:getState': undefined,
    'reminders:setDays': { connectionId, days: [60, 7] },
    'reminders:showTest': undefined,
    'reminders:takeOpened': undefined,
    'calendar:export': { connectionId: 'sample', fileKind: 'Calendar' },
    'calendar:getState': undefined,
    'calendar:keep': { connectionId: null },
    'calendar:stop': undefined,
    'usage:getState': undefined,
    'usage:chooseFolder': undefined,
    'usage:search': {
      connectionId: 'sample',
      withSecrets: true,
      exclusions: [...DEFAULT_EXCLUSIONS],
      limits: DEFAULT_SCAN_LIMITS,
    },
    'usage:stop': undefined,
    'usage:copyPath': { path: FOUND_PATH },
    'usage:export': {
      columns: labelsFor(USAGE_COLUMNS),
      parts: labelsFor(USED_PARTS),
      states: labelsFor(EXPORTED_STATES),
      connections: { sample: 'Sample platform' },
      fileKind: 'Workbook',
      format: 'xlsx',
      sheet: 'Places',
    },
    'usage:saveScannerRules': { fileKind: 'Rules' },
    'hygiene:getPolicy': { connectionId: 'sample' },
    'hygiene:setPolicy': { connectionId: 'sample', policy: { ...DEFAULT_POLICY, maxAgeDays: 30 } },
    'hygiene:getIgnored': { connectionId: 'sample' },
    'hygiene:ignore': { connectionId: 'sample', kind: 'old', keys: [shown], reason: 'Nightly import', until: null },
    'hygiene:takeBack': { connectionId: 'sample', ids: ['1'] },
    'hygiene:export': { ...hygiene, kind: 'old', format: 'csv' },
    'hygiene:saveReport': { ...hygiene, connectionName: 'Sample platform' },
    'lastUse:get': { connectionId: 'sample' },
    'lastUse:getState': undefined,
    'lastUse:readFiles': { connectionId: 'sample', timeZone: 'Europe/Moscow', fileKind: 'Logs' },
    'lastUse:readFolder': { connectionId: 'sample', timeZone: 'Europe/Moscow' },
    'lastUse:stop': undefined,
    'lastUse:setTimeZone': { connectionId: 'sample', timeZone: 'UTC' },
    'lastUse:forget': { connectionId: 'sample' },
    ...INCIDENT_INPUTS,
    'doctor:examine': {
      text: `curl -X POST http://127.0.0.1:1/x -H 'Authorization: HMAC-SHA256 Credential=${shown.token}&Signature=x'`,
      connectionId: 'sample',
      useSecret: true,
    },
    ...rotationInputs(shown),
  };
}
