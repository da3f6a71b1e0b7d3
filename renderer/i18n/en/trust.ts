/** Texts about the clipboard, revealed secrets and the lock. */
export const trust = {
  clipboard: {
    copied: { secret: 'Secret copied', passphrase: 'Passphrase copied' },
    clearsIn: 'clears in',
    seconds: '{{count}} s',
    stays: 'stays until you clear it',
    clearNow: 'Clear now',
    cleared: 'Clipboard cleared',
    replaced: 'The clipboard has other content now and was not cleared',
    gone: 'The secret is no longer on the clipboard',
    unverified:
      'The clipboard could not be checked, so it may still contain the secret. KeyDesk checks again when you return to this window.',
    stillThere: 'The clipboard still contains the secret: copy something else',
    tryAgain: 'Try again',
  },
  revealed:
    'Hidden again in 30 seconds. Until then the window is excluded from screen captures if the system supports it.',
  revealedOnLinux:
    'Hidden again in 30 seconds. Until then it is visible in screen captures and shared screens: Linux cannot exclude a window from them.',
  lock: {
    action: 'Lock',
    locked: 'KeyDesk is locked',
    withoutPassphrase: 'Lists and dialogs were closed.',
    withPassphrase: 'Enter the passphrase to continue.',
    passphrase: 'Passphrase',
    show: 'Show the passphrase',
    hide: 'Hide the passphrase',
    unlock: 'Unlock',
    touchId: 'Use Touch ID',
    wait_one: 'Too many wrong attempts. You can try again in {{count}} second.',
    wait_other: 'Too many wrong attempts. You can try again in {{count}} seconds.',
    wrongText: 'KeyDesk stays locked. Check the keyboard layout and Caps Lock, then try again.',
    keychainAway: 'The keychain did not return the passphrase',
    keychainAwayText:
      'KeyDesk stays locked and nothing was changed. Unlock or start the keychain of the system, or allow KeyDesk to read it if it asks, then check again. If the passphrase is no longer in the keychain, start over as described under “Forgot the passphrase?” below.',
    forgotten: 'Forgot the passphrase?',
    forgottenText:
      'It cannot be recovered. The keys on your installations are not affected. To start over, quit KeyDesk and delete its settings file, settings.json; the README says where it is. Then enter your connections and their passwords again.',
  },
  settings: {
    window: 'Window',
    clipboard: 'Clipboard',
    clearAfter: 'Clear a copied secret',
    clearAfterText:
      'Only if it is still there: other content is never cleared. The secret is marked as a password, but many clipboard histories keep it nevertheless, and clearing does not affect them.',
    clearSeconds: '{{count}} s',
    never: 'Never',
    clearOnQuit: 'Clear on quit',
    clearOnQuitText:
      'Clears a copied secret when KeyDesk is closed, if the system allows it. Some clipboard managers restore it afterwards.',
    lock: 'Lock',
    lockAfter: 'Lock when idle',
    lockAfterText:
      'After this time without keyboard or mouse input in any program. Locking closes open dialogs and discards what was typed in them.',
    lockAfterHere:
      'After this time without keyboard or mouse input in this window: so far the desktop has not reported input in other programs. Locking closes open dialogs and discards what was typed in them.',
    lockMinutes: '{{count}} min',
    off: 'Off',
    on: 'On',
    withSystem: 'Lock with the system',
    withSystemText:
      'When the screen is locked or the computer goes to sleep. In both cases revealed secrets are always hidden, and a copied one is cleared as soon as the system allows it.',
    withSystemUnnoticed:
      'When the screen is locked or the computer goes to sleep. It is unknown whether this desktop reports a locked screen: press {{shortcut}} before you leave.',
    passphrase: 'Passphrase',
    passphraseNone: 'Without a passphrase, a button unlocks KeyDesk. With one, KeyDesk also starts locked.',
    passphraseSet: 'KeyDesk starts locked, and the passphrase unlocks it. Its hash is in the keychain of the system.',
    set: 'Set a passphrase…',
    change: 'Change…',
    changeLabel: 'Change the passphrase',
    remove: 'Remove…',
    removeLabel: 'Remove the passphrase',
  },
  dialog: {
    setTitle: 'Set a passphrase',
    changeTitle: 'Change the passphrase',
    removeTitle: 'Remove the passphrase',
    context:
      'It keeps others who use this computer out of KeyDesk. It does not encrypt anything: passwords and secrets are protected by the keychain.',
    current: 'Current passphrase',
    next: 'New passphrase',
    nextHelp: 'At least {{minimum}} characters. Several words are easier to remember than random characters.',
    repeat: 'Repeat the new passphrase',
    required: 'Enter the passphrase',
    tooShort: 'At least {{minimum}} characters',
    tooLong: 'At most {{maximum}} characters',
    different: 'The passphrases do not match',
    keychainAway:
      'The passphrase is stored only in the keychain of the system. It was not changed. Unlock or start the keychain, or allow KeyDesk to read it if it asks; choose “Check again” at the top of the window, then try again.',
    noRecovery: 'A forgotten passphrase cannot be recovered: you would have to set up KeyDesk again.',
    remove: 'Remove the passphrase',
    wasSet: 'Passphrase set',
    wasChanged: 'Passphrase changed',
    wasRemoved: 'Passphrase removed',
  },
} as const;
