import type { ActivityAction, ActivityColumn, ActivityOutcome } from '../../../shared/model/activity.ts';

/** Texts of the page "Activity". */
export const activity = {
  title: 'Activity',
  intro: 'What was done from this computer. Entries contain no secrets, and tokens are shortened.',
  count_one: '{{count, number}} entry',
  count_other: '{{count, number}} entries',
  search: 'Search the activity',
  searchPlaceholder: 'Full name, user name, token, action, day',
  clearSearch: 'Clear the search',
  scope: 'Connections shown',
  allConnections: 'All connections',
  table: 'Activity journal',
  loading: 'Loading activity',
  columns: {
    number: 'Number',
    at: 'Time',
    connection: 'Connection',
    action: 'Action',
    outcome: 'Outcome',
    code: 'Code',
    username: 'User name',
    token: 'Token (shortened)',
    keyId: 'Key ID',
    expiryBefore: 'Expiry before',
    expiryAfter: 'Expiry after',
    reason: 'Reason',
  },
  headers: { time: 'Time', action: 'Action', key: 'Key', connection: 'Connection', outcome: 'Outcome' },
  actions: {
    created: 'Key created',
    expiryChanged: 'Expiry changed',
    tokenCopied: 'Token copied',
    secretCopied: 'Secret copied',
    secretRevealed: 'Secret revealed',
    tested: 'Key tested',
    snippetCopied: 'Snippet copied with secret',
    fileHandedOver: 'Handed over in a protected file',
    adopted: 'Key adopted',
    adoptionRemoved: 'Adopted key removed',
    deleted: 'Key deleted',
    findingIgnored: 'Finding ignored',
    findingReopened: 'Finding no longer ignored',
    connectionAdded: 'Connection added',
    connectionChanged: 'Connection changed',
    connectionRemoved: 'Connection removed',
  },
  outcomes: { done: 'Done', failed: 'Failed', unsure: 'Outcome unknown' },
  /** A finding of Clean up, and why it was ignored. */
  finding: '{{finding}}: {{reason}}',
  expires: 'Expires {{after}}',
  expiryChange: '{{before}} → {{after}}',
  entry: 'Entry {{number, number}}',
  noKey: 'No key',
  newKey: 'New key…',
  newKeyFor: 'New key for {{username}}',
  intact: 'Integrity verified: nothing was removed or changed',
  broken: 'The journal of “{{name}}” was changed outside KeyDesk',
  brokenText:
    'The integrity check fails at entry {{number, number}}: there or before it, entries were removed, changed or added. The keys are not affected. Compare with an earlier export.',
  lacking: 'Entries are missing from the journal of “{{name}}”',
  lackingText:
    'From entry {{number, number}} on, the journal had more entries than this folder contains: the data folder was restored to an earlier state, for example from a backup, or entries were removed outside KeyDesk. The keys are not affected. Compare with an earlier export.',
  torn_one: '{{count, number}} line in the journal of “{{name}}” is incomplete',
  torn_other: '{{count, number}} lines in the journal of “{{name}}” are incomplete',
  tornText:
    'KeyDesk or the computer stopped while writing, so the record of an action may be missing. All other entries are consistent.',
  unsealed: 'The journal is consistent, but its latest entries cannot be verified without the keychain',
  unsealedText:
    'Without the keychain, KeyDesk cannot tell whether the latest entries of “{{name}}” were removed or rewritten. Unlock the keychain or allow KeyDesk to read it, then open this page again.',
  sealedFrom: 'The journal of “{{name}}” is verified from entry {{number, number}} on',
  sealedFromText:
    'The earlier entries are consistent, but KeyDesk cannot tell whether some of them were removed or added outside KeyDesk: the keychain was not available, KeyDesk was stopped unexpectedly, or the connection was removed. If in doubt, compare with an earlier export.',
  empty: {
    title: 'No activity yet',
    text: 'Keys that you create, change, copy, reveal or delete are listed here from now on, as are changes to connections.',
    action: 'Show all connections',
  },
  noMatch: {
    title: 'No entry matches',
    text: 'No entry contains all the words of the search.',
    action: 'Clear the search',
  },
  unrecorded_one: '{{count, number}} action is not in the activity journal yet',
  unrecorded_other: '{{count, number}} actions are not in the activity journal yet',
  unrecordedText:
    'The actions themselves were carried out, but the journal could not be written. Check that the disk is not full or write-protected; the entries are added with your next action or when you quit.',
} as const satisfies {
  readonly actions: Readonly<Record<ActivityAction, string>>;
  readonly outcomes: Readonly<Record<ActivityOutcome, string>>;
  readonly columns: Readonly<Record<ActivityColumn, string>>;
  readonly [key: string]: unknown;
};
