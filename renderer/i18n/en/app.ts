/** Texts of the frame around the pages: navigation, banners, toasts, and texts that all dialogs share. */
export const app = {
  name: 'KeyDesk',
  navigation: 'Main navigation',
  administration: 'Administration',
  infrastructure: 'Infrastructure',
  keydesk: 'KeyDesk',
  authenticationKeys: 'Authentication keys',
  connections: 'Connections',
  settings: 'Settings',
  attention_one: '{{count, number}} key expires within 30 days, and no other key of its account works longer',
  attention_other: '{{count, number}} keys expire within 30 days, and no other key of their accounts works longer',
  replaced_one: '{{count, number}} key expires within 30 days, but another key of its account works longer',
  replaced_other: '{{count, number}} keys expire within 30 days, but other keys of their accounts work longer',
  rotating_one: '{{count, number}} key expires within 30 days and is being rotated',
  rotating_other: '{{count, number}} keys expire within 30 days and are being rotated',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Retry',
  reload: 'Reload the window',
  detail: 'The installation says: {{detail}}',
  cause: 'Cause: {{detail}}',
  retryAt:
    'Try again after {{at, datetime(dateStyle: medium; timeStyle: medium; hourCycle: h23)}}: the installation asked for a pause.',
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
      'The settings file could not be read, so KeyDesk restored the settings of its last successful start. Check your connections.',
    damagedFileSaved: 'The damaged file was saved as {{file}}.',
    damagedFileLeft: 'The damaged file was left unchanged because it could not be copied.',
    openFolder: 'Access to the data folder cannot be restricted: other users of this computer may be able to read it.',
    openFolderDenied: 'The system refused to change the permissions of {{folder}} ({{code}}).',
    openFolderNoRights: 'The file system of {{folder}} does not support permissions.',
    openFolderText:
      'Nothing else is affected. The folder holds connections, lists of keys and the activity journal, but no passwords.',
    storage: 'Changes to settings and connections, and new passwords, are kept only until KeyDesk is closed.',
    lists: 'The list of keys could not be saved on this computer. When offline, you will see an older one.',
    listProblems: {
      diskFull: 'The disk is full. Nothing else is affected. Free some space: KeyDesk tries again every 30 seconds.',
      notPermitted:
        'KeyDesk has no permission to write to the folder of saved lists. Nothing else is affected. Allow access to the data folder: KeyDesk tries again every 30 seconds.',
      readOnly:
        'The data folder of KeyDesk is write-protected. Nothing else is affected. Remove the protection: KeyDesk tries again every 30 seconds.',
      newerVersion:
        'The saved list was written by a newer version of KeyDesk and is left unchanged. Nothing else is affected. Install the newer version.',
      notMigrated:
        'The list saved by an earlier version of KeyDesk could not be converted and is left unchanged. Nothing else is affected.',
      failed:
        'The folder of saved lists cannot be used. Nothing else is affected. Check that the data folder exists and that no other program is using it: KeyDesk tries again every 30 seconds.',
    },
    storageProblems: {
      diskFull:
        'The disk is full. What was saved before is unchanged. Free some space: KeyDesk then saves automatically within 30 seconds.',
      notPermitted:
        'KeyDesk has no permission to read or write its settings. What was saved before is unchanged. Allow access to the data folder and restart KeyDesk.',
      readOnly:
        'The data folder of KeyDesk is write-protected. What was saved before is unchanged. Remove the protection: KeyDesk then saves automatically within 30 seconds.',
      newerVersion:
        'The settings were saved by a newer version of KeyDesk. This version uses what it can read and does not change the file. Install the newer version.',
      notMigrated:
        'The settings of an earlier version of KeyDesk could not be converted. The file is unchanged. Go back to the earlier version, and report this with the log file.',
      failed:
        'The settings file or its folder cannot be used. What was saved before is unchanged. Check that the data folder exists and that no other program is using it, then restart KeyDesk.',
    },
    plainHttp: 'This connection is not encrypted.',
    plainHttpText:
      'Passwords, tokens and secret keys for “{{name}}” are sent over plain http and can be read in transit. Use https if the installation offers it.',
    keychain: 'Passwords are kept only until KeyDesk is closed; nothing is written to disk.',
    keychainDenied: 'The keychain did not return data that KeyDesk stored in it.',
    keychainRetry: 'Check again',
    clockBehind_one: 'The clock of this computer is {{count, number}} minute behind that of “{{name}}”.',
    clockBehind_other: 'The clock of this computer is {{count, number}} minutes behind that of “{{name}}”.',
    clockAhead_one: 'The clock of this computer is {{count, number}} minute ahead of that of “{{name}}”.',
    clockAhead_other: 'The clock of this computer is {{count, number}} minutes ahead of that of “{{name}}”.',
    clockText:
      'This computer: {{here}}, “{{name}}”: {{there}}. KeyDesk signs requests with the time of “{{name}}”. Correct the clock of this computer.',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    sections: { everywhere: 'Everywhere', list: 'List of keys', table: 'In a table row' },
    connections: 'Switch to one of the first nine connections',
    lock: 'Lock KeyDesk',
    zoom: 'Zoom in, zoom out, original size',
    help: 'Show this list',
    search: 'Search',
    create: 'Create a key',
    refresh: 'Refresh',
    copy: 'Copy the token; once more, the secret',
    handOver: 'Hand the key over',
    test: 'Test the selected keys, or this one',
    move: 'Go to another row',
    letters: 'Go to the name that starts with the letters typed',
    select: 'Select or deselect',
    range: 'Select all rows from the last selected one to this one',
    all: 'Select all rows shown',
    open: 'Open the key',
    menu: 'Open the menu of the key',
    delete: 'Delete the selected keys, or this one',
    width: 'In a column header: narrower, wider',
    keys: { space: 'Space', letters: 'letters' },
  },
  keyLink: {
    noConnection: 'The link is for “{{name}}”, but you have no connection to it. Nothing was opened.',
    unreadable: '“{{text}}” is not a link to a key. Nothing was opened.',
    choose: 'Which connection is the link for?',
    chooseText: 'The link to the key “{{id}}” matches several connections, each with its own keys.',
    noKey:
      'The link is for the key “{{id}}”, which is not in the list: it was deleted or belongs to another installation.',
  },
  toasts: {
    tokenCopied: 'Token copied',
    tokenThenSecret: 'Token copied. Press {{shortcut}} again for the secret.',
    copyWhich: 'Nothing was copied. Go to a key or select one, then try again.',
    dismiss: 'Dismiss the message',
  },
} as const;
