/** Words of the frame around the pages: navigation, banners, toasts and what every dialog shares. */
export const app = {
  name: 'KeyDesk',
  navigation: 'Main navigation',
  administration: 'Administration',
  infrastructure: 'Infrastructure',
  keydesk: 'KeyDesk',
  authenticationKeys: 'Authentication keys',
  connections: 'Connections',
  settings: 'Settings',
  attention_one: '{{count, number}} key expires within 30 days',
  attention_other: '{{count, number}} keys expire within 30 days',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Retry',
  reload: 'Reload the window',
  detail: 'The platform says: {{detail}}',
  cause: 'Cause: {{detail}}',
  retryAt:
    'The installation wants no request before {{at, datetime(dateStyle: medium; timeStyle: medium; hourCycle: h23)}}.',
  inProgress: 'In progress',
  switcher: {
    label: 'Connection:',
    menu: 'Connections',
    add: 'Add a connection…',
    manage: 'All connections',
    none: 'No connection',
  },
  state: {
    connected: 'Connected',
    connecting: 'Connecting…',
    failed: 'Not connected',
  },
  crash: {
    title: 'This window could not be shown',
    text: 'No key was changed by this. Reload the window; if it happens again, restart KeyDesk.',
  },
  startFailed: 'KeyDesk could not start',
  banners: {
    settingsDamaged: 'The settings file could not be read, so KeyDesk started with default settings.',
    settingsRestored:
      'The settings file could not be read, so KeyDesk went back to the settings with which it last started. Check your connections.',
    settingsKept: 'The damaged file was kept as {{file}}.',
    settingsLeft: 'The damaged file was left as it is, because no copy of it could be made.',
    openFolder: 'Access to the data folder cannot be restricted: other users of this computer may be able to read it.',
    openFolderRefused: 'The system refused to change the permissions of {{folder}} ({{code}}).',
    openFolderNoRights: 'The file system of {{folder}} does not support permissions.',
    openFolderText:
      'Nothing else is affected. The folder holds connections, lists of keys and the activity journal, but no passwords.',
    storage: 'Changes to settings and connections, and new passwords, are kept for this run only.',
    lists: 'The list of keys could not be kept on this computer. While offline you will see an older one.',
    listProblems: {
      diskFull: 'The disk is full. Nothing else is affected. Free some space: KeyDesk tries again every half minute.',
      notPermitted:
        'KeyDesk may not write to the folder of its lists. Nothing else is affected. Allow access to its data folder: KeyDesk tries again every half minute.',
      readOnly:
        'The data folder of KeyDesk is write-protected. Nothing else is affected. Remove the protection: KeyDesk tries again every half minute.',
      newerVersion:
        'The kept list was written by a newer KeyDesk and is left as it is. Nothing else is affected. Install the newer version.',
      notMigrated:
        'The list of an earlier KeyDesk could not be taken over and is left as it is. Nothing else is affected.',
      failed:
        'The folder of the lists cannot be used. Nothing else is affected. Check that the data folder is there and that no other program keeps it busy: KeyDesk tries again every half minute.',
    },
    storageProblems: {
      diskFull:
        'The disk is full. What was saved before is unchanged. Free some space: KeyDesk then saves by itself within half a minute.',
      notPermitted:
        'KeyDesk may not read or write its settings. What was saved before is unchanged. Allow access to its data folder and restart KeyDesk.',
      readOnly:
        'The data folder of KeyDesk is write-protected. What was saved before is unchanged. Remove the protection: KeyDesk then saves by itself within half a minute.',
      newerVersion:
        'The settings were saved by a newer KeyDesk. What this one can read of them is used, and the file is not changed. Install the newer version.',
      notMigrated:
        'The settings of an earlier KeyDesk could not be taken over. The file is unchanged. Go back to the earlier version, and report this with the log file.',
      failed:
        'The settings file or its folder cannot be used. What was saved before is unchanged. Check that the data folder is there and that no other program keeps it busy, then restart KeyDesk.',
    },
    plainHttp: 'This connection is not encrypted.',
    plainHttpText:
      'Passwords, tokens and secret keys for “{{name}}” travel over plain http and can be read on the way. Use https if the installation offers it.',
    keychain: 'Passwords are kept for this run only; nothing is written to disk.',
    keychainRefused: 'The keychain did not hand over what KeyDesk has stored in it.',
    keychainRetry: 'Check again',
    clockBehind_one: 'The clock of this computer is {{count, number}} minute behind that of “{{name}}”.',
    clockBehind_other: 'The clock of this computer is {{count, number}} minutes behind that of “{{name}}”.',
    clockAhead_one: 'The clock of this computer is {{count, number}} minute ahead of that of “{{name}}”.',
    clockAhead_other: 'The clock of this computer is {{count, number}} minutes ahead of that of “{{name}}”.',
    clockText:
      'It is {{here}} here and {{there}} there. KeyDesk signs with the time of “{{name}}”. Set the clock of this computer.',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    sections: { everywhere: 'Everywhere', list: 'List of keys', table: 'On a row of the table' },
    connections: 'Show one of the first nine connections',
    lock: 'Lock KeyDesk',
    zoom: 'Larger, smaller, original size',
    help: 'Show this list',
    search: 'Search',
    create: 'Create a key',
    refresh: 'Refresh',
    copy: 'Copy the token; once more, the secret',
    move: 'Go to another row',
    letters: 'Go to the name that begins with what is typed',
    tick: 'Select or deselect',
    range: 'Select all rows from the last one to this',
    all: 'Select everything that is shown',
    open: 'Open the key',
    delete: 'Delete the selected keys, or this one',
    width: 'On a column header: narrower, wider',
  },
  keyLink: {
    noConnection: 'The link leads to “{{name}}”, which none of your connections does. Nothing was opened.',
    unreadable: '“{{text}}” is not a link to a key. Nothing was opened.',
    choose: 'Which connection does the link mean?',
    chooseText: 'Several connections fit the link to the key “{{id}}”, and each has its own keys.',
    noKey:
      'The link leads to the key “{{id}}”, which is not in the list: it was deleted, or it belongs to another installation.',
  },
  toasts: {
    tokenCopied: 'Token copied',
    tokenThenSecret: 'Token copied. Press {{shortcut}} again for the secret.',
    copyWhich: 'Nothing was copied. Go to one key, or select one, then press again.',
    dismiss: 'Dismiss the message',
  },
} as const;
