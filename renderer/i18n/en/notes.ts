/** Texts of the notes about keys. */
export const notes = {
  title: 'Notes',
  local: 'Kept on this computer only, never sent to the installation.',
  add: 'Add',
  addLabel: 'Add notes',
  edit: 'Edit',
  editLabel: 'Edit notes',
  save: 'Save notes',
  saved: 'Notes saved',
  removed: 'Notes removed',
  owner: 'Owner',
  purpose: 'Purpose',
  ticket: 'Ticket',
  tags: 'Tags',
  hints: {
    owner: 'Person or team responsible for this key',
    purpose: 'What uses the key, and for what',
    ticket: 'Number or address',
    tags: 'Enter or a comma completes a tag.',
  },
  tooLong:
    '{{length, number}} characters; at most {{max, number}} can be saved. Nothing was cut off: shorten the text.',
  tooManyTags: '{{length, number}} tags; at most {{max, number}} can be saved. Remove some.',
  tagTooLong: 'A tag can have at most {{max, number}} characters. Shorten or remove the long one.',
  secretInNote: 'This text contains a secret key. Notes are stored without encryption: remove it, then save.',
  readOnly: {
    newerVersion: 'The notes were written by a newer version of KeyDesk. They are shown, but cannot be changed here.',
    other:
      'The file with the notes cannot be read or replaced, so they cannot be changed. The file was left as it is. Make sure that KeyDesk may read and write its data folder, then restart it.',
  },
  damaged: {
    title: 'The file with the notes was damaged',
    restored: 'The last good notes are used; later changes are lost.',
    lost: 'There is no earlier copy, so the notes start empty.',
    savedAs: 'The damaged file was kept as {{file}} in the folder “notes” of the data folder.',
    left: 'The damaged file was left in place, and notes cannot be changed until it is removed.',
  },
} as const;
