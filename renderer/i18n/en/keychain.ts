/** Texts about the keychain: why it cannot be used, waiting for it, and the secrets stored in it. */
export const keychain = {
  waiting: 'Waiting for the keychain.',
  waitingText:
    'It may be asking for your password or permission in a separate window, or that window was closed. Nothing has been changed so far.',
  goOn: 'Continue without it',
  reasons: {
    noBus:
      'No desktop session bus (D-Bus) is available, so no keychain can be reached. Start KeyDesk inside a desktop session, then check again.',
    noService:
      'No keychain service is running. Install and start GNOME Keyring (package gnome-keyring), KWallet (kwalletmanager) or KeePassXC (keepassxc, with its Secret Service enabled), then check again.',
    noCollection:
      'The keychain has no default keyring yet. Create one in “Passwords and Keys” (package seahorse) or KWalletManager; with KeePassXC, expose a group under Database Settings › Secret Service Integration. Then check again.',
    locked:
      'The keychain is locked. Unlock it (GNOME Keyring, KWallet or KeePassXC on Linux, Keychain Access on macOS), then check again.',
    noLibrary:
      'The keychain library is missing. Install libsecret (package libsecret-1-0, in some distributions libsecret), then restart KeyDesk.',
    notLoaded:
      'The part of KeyDesk that uses the keychain does not run on this system. Nothing was changed. The cause is in logs/keydesk.log in the data folder.',
    noResponse:
      'The keychain did not respond in time. It may be waiting for you to unlock it. Unlock it, then check again.',
    cancelled: 'You continued without the keychain. Unlock it, then check again.',
    denied:
      'It is locked, or KeyDesk was not allowed to read it. Unlock it, or allow KeyDesk when it asks, then check again. Nothing was replaced or deleted. If the data is no longer in the keychain, continue without it.',
    noCipher:
      'KWallet has no encryption library. Install it (package libqca-qt5-2-plugins, in some distributions qca-qt5-ossl), then check again.',
    crashed:
      'The keychain stopped during a request. Wait a minute, then check again. Details: logs/keydesk.log in the data folder.',
    failed:
      'The keychain reported an error. Look at it in Keychain Access (macOS), Credential Manager (Windows) or your password manager, then check again. Details: logs/keydesk.log in the data folder.',
  },
  /** For the provider that was found; the reasons above name all of them. */
  locked: {
    gnomeKeyring:
      'GNOME Keyring is locked. Unlock it in “Passwords and Keys” (package seahorse) or sign in again, then check again.',
    kWallet: 'KWallet is closed. Open the wallet in KWalletManager, then check again.',
    keePassXc: 'The database in KeePassXC is locked. Unlock it there, then check again.',
    system: 'The keychain is locked. Unlock it in Keychain Access, then check again.',
  },
  noCollection: {
    gnomeKeyring:
      'GNOME Keyring has no default keyring yet. Create one in “Passwords and Keys” (package seahorse), then check again.',
    kWallet:
      'KWallet offers no wallet to other programs yet. Create one in KWalletManager; a new wallet is offered once you have signed in again. Then check again.',
    keePassXc:
      'KeePassXC offers no database to other programs. Open a database, and expose a group under Database Settings › Secret Service Integration. Then check again.',
  },
  install: 'To install GNOME Keyring on this computer, run as root: {{command}}',
  retention: {
    keePassXc: 'KeePassXC keeps deleted items, with their history, in its recycle bin until you empty it.',
    unknown: 'A password manager may keep deleted items in its recycle bin or history.',
  },
  toRemove_one: '{{count, number}} secret that is no longer needed is still in the keychain.',
  toRemove_other: '{{count, number}} secrets that are no longer needed are still in the keychain.',
  loss: {
    open: 'Continue without it…',
    title: 'Continue without the data in the keychain',
    text: 'KeyDesk treats the data that the keychain did not return as lost. You have to enter the passwords of those connections again, the sample platform starts with new data (the old data stays on the disk but can no longer be opened), and the activity journal can be verified only from now on. The passphrase of KeyDesk is not affected.',
    confirm: 'Continue without it',
  },
  toRemoveText: 'KeyDesk could not delete them. It tries again at the next start or when you check again.',
  left_one: '{{count, number}} stored secret could not be deleted from the keychain',
  left_other: '{{count, number}} stored secrets could not be deleted from the keychain',
  keep: 'Store secrets on this computer',
  keepHelp:
    'A secret that you create, copy or reveal here is also stored in the keychain, so that it can be copied while the installation cannot be reached. Switching this off deletes what was stored.',
} as const;
