import { guard, INTEGRATION, UNIT } from './guard.mjs';

/**
 * The guards of the lists that are kept and of deletions.
 * @type {readonly import('./guard.mjs').Guard[]}
 */
export const LIST_GUARDS = [
  guard(
    'D5 fields on the disk',
    'electron/adapters/keyListText.ts',
    'line(authenticationKeySchema.parse(key))',
    'line(key)',
    INTEGRATION,
    'adapters/keyListFiles.slow.test.ts',
    'writes the fields of a key that it knows',
  ),
  guard(
    'D6 whole feeds only',
    'electron/services/fetchPages.ts',
    'if (!changes.hasMore) {',
    'if (true) {',
    UNIT,
    'services/keyLists.test.ts',
  ),
  guard(
    'D6 whole lists only',
    'electron/services/fetchPages.ts',
    'if (totals.size === 1 && totals.has(items.size)) {',
    'if (true) {',
    UNIT,
    'services/keys.test.ts',
  ),
  guard(
    'D6 changes onto their list',
    'electron/services/keyLists.ts',
    'if (!changes.isWhole && this.state(connectionId) !== before) {',
    'if (false) {',
    UNIT,
    'services/keyLists.test.ts',
  ),
  guard(
    'D10 late answers',
    'electron/services/keyLists.ts',
    '    if (this.#isCurrent(connectionId, source)) {',
    '    if (true) {',
    UNIT,
    'services/keyLists.test.ts',
  ),
  guard(
    'D10 lists of another place',
    'electron/services/keyLists.ts',
    'lookup.list.source !== source || ',
    '',
    UNIT,
    'services/keyLists.test.ts',
  ),
  guard(
    'F2 noted down at first',
    'electron/services/bulkDeletions.ts',
    'await notRecorded(journal.begin(connectionId, new Date(clock.now()).toISOString(), keyIds));',
    '',
    UNIT,
    'services/bulkDeletions.test.ts',
  ),
  guard(
    'F2 noted down before each call',
    'electron/services/bulkRun.ts',
    'await this.#options.onSending(keyIds);',
    '',
    UNIT,
    'services/bulkDeletions.test.ts',
  ),
  guard(
    'F3 changed keys left alone',
    'electron/services/bulkDeletions.ts',
    'current === version ? []',
    'true ? []',
    UNIT,
    'services/bulkDeletions.test.ts',
  ),
  guard(
    'F5 stop at what meets the rest',
    'electron/services/bulkRun.ts',
    'if (!CONCERNS_ONE_CALL.includes(code)) {',
    'if (false) {',
    UNIT,
    'services/bulkDeletions.test.ts',
  ),
  guard(
    'F5 stop before the first call',
    'electron/services/bulkDeletions.ts',
    'if (isStopped()) {',
    'if (false) {',
    UNIT,
    'services/bulkDeletions.test.ts',
  ),
];
