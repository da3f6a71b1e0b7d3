/** Texts about what an installation reports about itself. */
export const installation = {
  version: 'Version {{version}}',
  timeZone: 'Time zone {{zone}}',
  zoneWithOffset: '{{zone}} ({{offset}})',
  unknownZone: 'Time zone “{{zone}}”, which this computer does not know',
  accountZone: 'Time zone of the account {{zone}}',
  clockEqual: 'Clock in sync with this computer',
  clockAhead: 'Clock {{amount}} ahead of this computer',
  clockBehind: 'Clock {{amount}} behind this computer',
  readAt: 'As of {{time}}',
  readAgain: 'Check again',
} as const;
