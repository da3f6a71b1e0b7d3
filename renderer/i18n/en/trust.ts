/** Words about the clipboard, revealed secrets and the lock. */
export const trust = {
  clipboard: {
    holding: 'Secret copied',
    clearsIn: 'clears in',
    seconds: '{{count}} s',
    stays: 'stays until you clear it',
    clearNow: 'Clear now',
    cleared: 'Clipboard cleared',
    replaced: 'The clipboard has other content now and was not cleared',
    gone: 'The secret is no longer on the clipboard',
    unverified:
      'The clipboard could not be checked, so the secret may still be there. KeyDesk looks again when you return to this window.',
    stillThere: 'The clipboard still holds the secret: copy something else',
    tryAgain: 'Try again',
  },
  revealed:
    'Hidden again in 30 seconds. Meanwhile the window is left out of screen captures where the system can do that.',
  revealedOnLinux:
    'Hidden again in 30 seconds. Until then it can be seen in screen captures and shared screens: Linux cannot exclude a window from them.',
  lock: {
    action: 'Lock',
    locked: 'KeyDesk is locked',
    withoutPassphrase: 'Lists and dialogs were closed.',
    withPassphrase: 'Enter the passphrase to go on.',
    passphrase: 'Passphrase',
    show: 'Show the passphrase',
    hide: 'Hide the passphrase',
    unlock: 'Unlock',
    touchId: 'Use Touch ID',
    wait_one: 'After too many wrong attempts the next one is possible in {{count}} second.',
    wait_other: 'After too many wrong attempts the next one is possible in {{count}} seconds.',
    wrongText: 'KeyDesk stays locked. Check the keyboard layout and Caps Lock, then try again.',
    keychainAway: 'The keychain did not hand over the passphrase',
    keychainAwayText:
      'KeyDesk stays locked and nothing was changed. Unlock or start the keychain of the system, or allow KeyDesk to read it if it asks, then check again. If the passphrase is not in the keychain any more, start over as described below “Forgotten the passphrase?”.',
    forgotten: 'Forgotten the passphrase?',
    forgottenText:
      'Nobody can recover it. The keys at your installations are not affected. To start over, quit KeyDesk and delete its settings file, settings.json; the README says where it is. You then enter your connections and their passwords again.',
  },
  settings: {
    window: 'Window',
    clipboard: 'Clipboard',
    clearAfter: 'Clear a copied secret',
    clearAfterText:
      'Only if it is still there: what you copy yourself is never cleared. The secret is marked as a password, but many clipboard histories keep it all the same, and clearing does not reach them.',
    clearSeconds: '{{count}} s',
    never: 'Never',
    clearOnQuit: 'Clear on quit',
    clearOnQuitText:
      'Clears a copied secret when KeyDesk ends, where the system allows it. Some clipboard managers bring it back afterwards.',
    lock: 'Lock',
    lockAfter: 'Lock when idle',
    lockAfterText:
      'After this time without keyboard and mouse, in any program. Locking closes open dialogs; what was typed in them is not kept.',
    lockAfterHere:
      'After this time without keyboard and mouse in this window: so far the desktop has not reported activity in other programs. Locking closes open dialogs; what was typed in them is not kept.',
    lockMinutes: '{{count}} min',
    off: 'Off',
    on: 'On',
    withSystem: 'Lock with the system',
    withSystemText:
      'When the screen is locked or the computer goes to sleep. Revealed secrets are then hidden in any case, and a copied one is cleared as soon as the system allows it.',
    withSystemUnnoticed:
      'When the screen is locked or the computer goes to sleep. It is unknown whether this desktop reports that its screen is locked: press {{shortcut}} before you leave.',
    passphrase: 'Passphrase',
    passphraseNone: 'Without one, a button unlocks KeyDesk. With one, KeyDesk also starts locked.',
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
      'It keeps people at this computer out of KeyDesk. It does not encrypt anything: passwords and secrets are protected by the keychain.',
    current: 'Current passphrase',
    next: 'New passphrase',
    nextHelp: 'At least {{minimum}} characters. Several words are easier to remember than a few signs.',
    repeat: 'New passphrase again',
    required: 'Enter the passphrase',
    tooShort: 'At least {{minimum}} characters',
    tooLong: 'At most {{maximum}} characters',
    different: 'This is not the same passphrase',
    keychainAway:
      'The passphrase is kept in the keychain of the system and nowhere else. It was not changed. Unlock or start the keychain, or allow KeyDesk to read it if it asks: check again at the top of the window, then repeat this.',
    noRecovery: 'A forgotten passphrase cannot be recovered; KeyDesk would have to be set up anew.',
    remove: 'Remove the passphrase',
    wasSet: 'Passphrase set',
    wasChanged: 'Passphrase changed',
    wasRemoved: 'Passphrase removed',
  },
} as const;
