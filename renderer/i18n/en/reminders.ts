/** Texts of the dialogs about reminders and calendar files. */
export const reminders = {
  open: 'Reminders…',
  title: 'Reminders',
  intro:
    'While KeyDesk is open, the system shows a notification before a key expires, unless its account has another key that works longer.',
  days: 'Days before the expiry',
  daysHelp: 'Up to {{count, number}} numbers for each connection, separated by commas. Empty: no reminders.',
  off: 'No reminders',
  problem: 'Up to {{count, number}} different whole numbers from 1 to {{max, number}}, separated by commas, or empty.',
  save: 'Save',
  test: 'Show a test notification',
  outcomes: {
    shown: {
      title: 'The system has accepted the notification',
      text: 'If you do not see it, “Do not disturb” is on, or the settings of the system hide notifications of KeyDesk.',
    },
    notSupported: {
      title: 'This system shows no notifications',
      text: 'No reminder is lost: KeyDesk tries again every ten minutes while it is open. On Linux, sign in to a desktop with a notification service, or start one. Until then, use a calendar file.',
    },
    failed: {
      title: 'The system did not show the last notification',
      text: 'No reminder is lost: KeyDesk tries again every ten minutes while it is open. Allow notifications of KeyDesk in the settings of the system; on Linux, check that a notification service is running.',
    },
  },
  calendar: {
    open: 'Calendar (.ics)…',
    title: 'Calendar (.ics)',
    intro:
      'A file for calendar programs: for each key an all-day entry on the day of its expiry, with alarms at 9:00 on the days of the reminders.',
    content:
      'It contains names, user names and addresses, and shortened tokens only: no complete token and no secret key. It is made from the last lists, without a request.',
    scope: 'Content of the file',
    scopes: {
      one: 'Keys of the connection {{name}}',
      all: 'Keys of all connections that you have added',
    },
    once: {
      title: 'Save a file once',
      text: 'It does not change afterwards. Importing such a file a second time doubles the entries in some programs, for example calcurse.',
      action: 'Save…',
      saved_one: 'Saved {{count, number}} key to {{file}} in the folder {{folder}}',
      saved_other: 'Saved {{count, number}} keys to {{file}} in the folder {{folder}}',
    },
    keep: {
      title: 'Keep a file up to date',
      text: 'KeyDesk writes it again while it is open, whenever an expiry changes. A program that subscribes to this file or reads it again shows each entry once.',
      action: 'Choose a folder…',
      file: 'File that is kept up to date',
      stop: 'Stop',
      stopHint: 'The file stays as it is, and is not updated any more.',
      events_one: '{{count, number}} key',
      events_other: '{{count, number}} keys',
      notCompared: 'Is compared with the lists in a moment.',
      removedConnection: 'Keys of a connection that was removed',
    },
    fileKind: 'Calendar file',
    nothing: {
      title: 'No key expires today or later',
      text: 'Nothing was saved. If there are such keys, open the list of the connection once, so that KeyDesk knows them.',
    },
    notKept: {
      title: 'The folder could not be remembered',
      text: 'The file was written once, and is not kept up to date. Fix the problem shown at the top of the window, then try again.',
    },
    stillKept: {
      title: 'The change could not be saved',
      text: 'The file is still kept up to date. Fix the problem shown at the top of the window, then try again.',
    },
    notWritten: {
      title: 'The calendar file could not be updated',
      text: 'It may lack the last changes. KeyDesk tries again every minute. Check that its folder is there and can be written to, or stop and choose another one.',
    },
  },
} as const;
