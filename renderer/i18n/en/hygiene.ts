import { hygieneTextsEn } from '../../../shared/hygieneTexts/en.ts';

/** Texts of the page "Clean up" and its dialogs. */
export const hygiene = {
  title: 'Clean up',
  intro:
    'Keys of this connection that need attention. Nothing is changed until you choose keys and an action; each dialog says which accounts would lose access.',
  texts: { findings: hygieneTextsEn.findings, states: hygieneTextsEn.states, ignored: hygieneTextsEn.ignored },
  findings: 'Findings',
  all: 'All findings',
  /** After the name of a finding, in place of its number of keys. */
  count: { off: 'off', unknown: 'not known' },
  /** Why a finding matters, and what to do. */
  meaning: {
    archived: 'These keys are rejected now, but work again as soon as the account leaves the archive. Delete them.',
    deactivated:
      'These keys are rejected now, but work again as soon as the account is activated. Delete those that are not needed.',
    noPermission:
      'These keys are rejected until the account gets the permission. Delete those that are not needed, or add the account to a system role with “API calls”.',
    person:
      'A program that uses the key of a person stops working when the person leaves. KeyDesk judges by the user name alone, because the key service reports nothing else; the patterns are in the policy. Create a key for a service account, then disable this one.',
    several:
      'Each further key is one more that can leak. During a rotation two are normal. Disable those that are no longer in use.',
    old: 'The longer a key is in use, the more places have it. Replace it with a new one, or let it expire soon.',
    longLived: 'A key that leaks works until it expires. Set an earlier expiry.',
    unused:
      'Nobody is likely to miss these keys. Disable them first: that can be undone. Where the installation reports no use of keys, the logs that were read decide; they name the account, not the key.',
    expired: 'These keys do not work. Delete them, so that the list shows what matters.',
    disabled: 'Nobody has restored these keys since. Delete them.',
  },
  accountsUnknown:
    'The installation does not report which accounts are archived, deactivated or without “API calls”, so nothing is proposed here.',
  useUnknown_one:
    'The last use of {{count, number}} key is not known: the installation does not report it, and no complete logs of this time were read on the page “Last use”. Nothing is proposed for it.',
  useUnknown_other:
    'The last use of {{count, number}} keys is not known: the installation does not report it, and no complete logs of this time were read on the page “Last use”. Nothing is proposed for them.',
  outdated: 'The list was saved earlier and could not be refreshed',
  nothing: { title: 'Nothing to clean up here', text: 'No key of the list matches this rule.' },
  off: { title: 'Not checked', text: 'The policy of this connection does not ask for it.' },
  unknown: {
    title: 'Not known',
    text: 'The installation does not report what is needed, so KeyDesk proposes nothing.',
  },
  headers: {
    account: 'Account',
    token: 'Token',
    creationDate: 'Created',
    expirationDate: 'Expires',
    lastUsedDate: 'Last used',
    status: 'Status',
    actions: 'Actions',
  },
  list: 'Show the keys of {{username}} in the list',
  open: 'Open the key {{token}} of {{username}}',
  delete: 'Delete…',
  selectFirst: 'Select keys first.',
  selectSpare_one: 'Select all but the one that lasts longest of each account',
  selectSpare_other: 'Select all but the {{count, number}} that last longest of each account',
  meets: 'The policy meets: {{names}}',
  report: 'Report…',
  reportKind: 'PDF document',
  reportSaved: 'Saved the report to {{file}} and its rows to {{table}} in the folder {{folder}}',
  reportIncomplete: {
    title: 'Only the rows of the report were saved',
    text: 'The report itself could not be written, and the file {{table}} in the folder {{folder}} could not be removed again. An existing report of that name is unchanged. Delete the file, and save the report in another folder.',
  },
  exportTitle: 'Export findings',
  exportContext: 'Without secret keys, with shortened tokens.',
  ignore: {
    action: 'Ignore…',
    title: 'Ignore findings',
    submit: 'Ignore',
    keys_one: 'The finding is ignored for {{count, number}} key. The key itself is not changed.',
    keys_other: 'The finding is ignored for {{count, number}} keys. The keys themselves are not changed.',
    accounts_one:
      'The finding is ignored for all keys of {{count, number}} account, also for those that it gets later. The keys themselves are not changed.',
    accounts_other:
      'The finding is ignored for all keys of {{count, number}} accounts, also for those that they get later. The keys themselves are not changed.',
    reason: 'Reason',
    reasonHelp: 'Shown under “Ignored”, in reports and in the activity. No secrets.',
    reasonMissing: 'Say why, so that others can follow the decision.',
    days: 'For, days',
    until: 'Until {{time}}. Empty: until it is taken back.',
    forGood: 'Until it is taken back.',
    tooMany: 'At most {{max, number}} findings of a connection can be ignored. Nothing was changed. Select fewer keys.',
  },
  ignored: {
    intro:
      'These findings are not counted or proposed. Each decision is in the report and in the activity; KeyDesk keeps them on this computer.',
    nothing: { title: 'Nothing is ignored', text: 'Select keys of a finding and choose “Ignore…”.' },
    takeBack: 'Take back',
    takeBackOf: 'Take back: {{finding}}, {{username}}',
  },
  policy: {
    edit: 'Policy…',
    title: 'Clean-up policy',
    intro: 'Applies to this connection. An empty limit turns its finding off. Take over the limits of a benchmark:',
    presets: 'Limits to take over',
    defaults: 'Defaults',
    save: 'Save',
    fields: {
      unusedDays: 'Unused for, days',
      maxAgeDays: 'Maximum age, days',
      maxLifetimeDays: 'Maximum lifetime, days',
      maxValidKeys: 'Valid keys per account',
      expiredDays: 'Expired for, days',
      disabledDays: 'Disabled for, days',
    },
    off: 'Not checked',
    problem: 'A whole number from 1 to {{max, number}}, or empty.',
    serviceAccounts: 'User names of service accounts',
    serviceAccountsHelp:
      'One pattern per line, such as svc.*; * stands for any characters. All other accounts count as persons. Without patterns, persons are not looked for.',
    patternsProblem: 'At most 50 lines of 100 characters each.',
  },
} as const;
