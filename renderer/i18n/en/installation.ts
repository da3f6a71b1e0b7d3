/** Texts about what an installation reports about itself. */
export const installation = {
  version: 'Version {{version}}',
  timeZone: 'Time zone {{zone}}',
  unknownZone: 'Time zone “{{zone}}”, which this computer does not know',
  accountZone: 'Time zone of the account {{zone}}',
  clockEqual: 'Clock in sync with this computer',
  clockAhead: 'Clock {{amount}} ahead of this computer',
  clockBehind: 'Clock {{amount}} behind this computer',
  readAt: 'As of {{time}}',
  readAgain: 'Check again',
  quoted: '“{{name}}”',
  warnings: {
    passwordExpires: {
      title: 'The password of “{{username}}” expires {{distance}}: {{date}}',
      text: 'After that, KeyDesk can no longer sign in with it. Set a new password in the product, then enter it here with “Edit”.',
    },
    passwordExpired: {
      title: 'The password of “{{username}}” has expired: {{date}}',
      text: 'The installation may reject it at any time. Set a new password in the product, then enter it here with “Edit”.',
    },
    fixMissing: {
      title: 'Version {{version}} lacks a security fix of {{date}}',
      text: 'The vendor has published fixes of critical vulnerabilities: {{sources}}. Ask the administrator of the server to update to version {{line}} of that day or to a later one. Rotate the keys after the update: they may be known to others.',
    },
    sameDatabase: {
      title: 'Same database as {{names}}',
      text: 'The addresses differ, but the installations report the same database id: {{databaseId}}. Either the addresses lead to one installation, or one installation is a copy of the other. Ask the administrator of the servers before you change keys: a change meant for a test may concern production.',
    },
  },
} as const;
