import { keyTestResultsEn } from '../../../shared/keyTestTexts/en.ts';

/** Texts of the test of keys. */
export const keyTest = {
  test: 'Test',
  testKey: 'Test the key',
  testing: 'Testing…',
  /** While a key is tested, and its result. */
  testingKey: 'Testing the key of {{name}}…',
  named: '{{name}}: {{title}}',
  /** A result and the number of keys that have it. */
  counted: '{{title}}: {{keys}}',
  again: 'Test again',
  hint: 'Makes one signed call with this key, which changes nothing; the platform records it as the last use of the key',
  title: 'Test keys',
  label: 'Test',
  never: 'Not tested since KeyDesk was started',
  /** Title of a result and time of the test, in the row of a key and in its properties. */
  at: '{{title}} · {{when}}',
  about:
    'KeyDesk makes one signed call with each key. The call changes nothing, but the platform records it as the last use of the key.',
  start_one: 'Test {{count, number}} key',
  start_other: 'Test {{count, number}} keys',
  failedAgain_one: 'Test {{count, number}} key again',
  failedAgain_other: 'Test {{count, number}} keys again',
  progress: '{{finished, number}} of {{total, number}} tested',
  starting: 'The test is starting…',
  working_one: '{{count, number}} works',
  working_other: '{{count, number}} work',
  failing_one: '{{count, number}} does not work',
  failing_other: '{{count, number}} do not work',
  stop: 'Stop',
  stopping: 'stopping…',
  summary: 'Results',
  rewritten: 'Sent: {{sent}}. Arrived: {{received}}.',
  stoppedBecause: 'The test ended before this key: {{reason}}.',
  stoppedByUser: 'The test was stopped before this key.',
  clock: {
    ahead_one: 'The clock of this computer is {{count, number}} second ahead of the platform.',
    ahead_other: 'The clock of this computer is {{count, number}} seconds ahead of the platform.',
    behind_one: 'The clock of this computer is {{count, number}} second behind the platform.',
    behind_other: 'The clock of this computer is {{count, number}} seconds behind the platform.',
    unknown: 'The platform did not say its time.',
  },
  results: keyTestResultsEn,
} as const;
