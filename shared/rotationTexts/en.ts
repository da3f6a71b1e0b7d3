import type { RotationTexts } from './rotationTexts.ts';

/** English texts about rotations. */
export const rotationTextsEn: RotationTexts = {
  states: {
    creating: 'interrupted while the new key was created',
    handOver: 'new key to be handed over',
    testFailed: 'the new key failed its test',
    overlap: 'both keys work',
    ended: 'old key has expired',
    failed: 'no new key was created',
    takenBack: 'taken back',
  },
  problems: {
    alreadyRotating: {
      title: 'Is being rotated already',
      text: 'This key belongs to a rotation that is under way. No new key was created. Continue that rotation, or take it back.',
    },
    hasYoungerKey: {
      title: 'The account has a new key already',
      text: 'Somebody created a key for this account in the last 30 days that works longer; it may be the new key of a rotation on another computer. No new key was created. If one more is wanted, confirm that.',
    },
    notTested: {
      title: 'The new key is not tested yet',
      text: 'The old key was left as it is: it is disabled only after the new one has passed its test. Hand the new key over and continue.',
    },
    newKeyGone: {
      title: 'The new key no longer works',
      text: 'It was deleted by someone else, or has expired. The old key was left as it is. Remove this rotation from the list and start a new one.',
    },
    oldKeyGone: {
      title: 'The old key no longer exists',
      text: 'It was deleted by someone else. The new key was left as it is; make sure that it is in use.',
    },
    oldKeyChanged: {
      title: 'Someone else changed the old key',
      text: 'Its expiry is another one than KeyDesk has recorded, and was left as it is. Ask who changed it; if that is all right, do this step again, based on the expiry it has now.',
    },
    newKeyTooShort: {
      title: 'The new key expires too soon',
      text: 'It would expire before the old one, so the old key was left as it is. Extend the new key and continue.',
    },
    newExpiryDiffers: {
      title: 'The new key has another expiry than requested',
      text: 'The platform has set it. Check it before you hand the key over, and change it if needed.',
    },
    successorUnclear: {
      title: 'Several keys may be the new one',
      text: 'The creation was interrupted, and the account has several new keys with this expiry. None was taken or deleted. Delete those that are not needed, then continue.',
    },
    formerExpiryUnknown: {
      title: 'The former expiry is not known here',
      text: 'The rotation was started on another computer, which has recorded the former expiry. Nothing was changed. Take it back there, or extend the old key by hand.',
    },
    oldKeyExpired: {
      title: 'The old key would not work',
      text: 'Without the new key the account could not use the API, so nothing was changed. Extend the old key first.',
    },
    otherInstallation: {
      title: 'The connection leads elsewhere now',
      text: 'Neither of the two keys exists at its present address. Nothing was changed. Remove this rotation from the list, or correct the connection.',
    },
    nothingToDo: { title: 'Nothing to do', text: 'The rotation is past this step. Nothing was changed.' },
  },
  reminders: {
    handOver: (time) => `The new key has waited since ${time} to be handed over and tested.`,
    ending: (time) => `The old key expires on ${time}. Whoever still uses it has to change to the new key before.`,
    ended: (time) => `The old key expired on ${time}. It can be deleted.`,
  },
  checklist: {
    title: (count) => (count === 1 ? 'Rotation of 1 key' : `Rotation of ${count} keys`),
    sample: 'Sample platform',
    connection: 'Connection',
    environment: 'Environment',
    environments: {
      production: 'production',
      staging: 'staging',
      test: 'test',
      development: 'development',
      other: 'other',
    },
    address: 'Address',
    asOf: 'As of',
    zone: 'Time zone of all times',
    state: 'State',
    problem: 'Problem',
    key: 'Key',
    id: 'Id',
    token: 'Token (shortened)',
    expires: 'Expires',
    oldKey: 'Old key',
    newKey: 'New key',
    before: (time) => `before the rotation: ${time}`,
    none: '–',
    steps: {
      created: 'New key created',
      handedOver: 'New key handed over to those who use it',
      tested: 'New key tested with a signed call',
      shortened: 'Expiry of the old key shortened',
      changed: 'All programs use the new key',
      ended: 'Old key has expired',
      deleted: 'Old key deleted',
    },
    signature: 'by: ____________ on: ____________',
  },
};
