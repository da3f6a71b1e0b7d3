/** Words about the keychain: why it cannot be used, waiting for it, and secrets that are kept in it. */
export const keychain = {
  waiting: 'Waiting for the keychain.',
  waitingText:
    'It may be asking for your password or permission in a window of its own, or that window was closed. Nothing was changed so far.',
  goOn: 'Go on without it',
  reasons: {
    noBus:
      'There is no desktop session bus (D-Bus) over which a keychain could be reached. Start KeyDesk inside a desktop session, then check again.',
    noService:
      'No keychain service is running. Install and start GNOME Keyring (package gnome-keyring), KWallet (kwalletmanager) or KeePassXC (keepassxc, with its Secret Service switched on), then check again.',
    noCollection:
      'The keychain has no default keyring yet. Create one in “Passwords and Keys” (package seahorse) or KWalletManager; with KeePassXC, expose a group under Database Settings › Secret Service Integration. Then check again.',
    locked:
      'The keychain is locked. Unlock it (GNOME Keyring, KWallet or KeePassXC on Linux, Keychain Access on macOS), then check again.',
    notLoaded:
      'The keychain library is missing. Install libsecret (package libsecret-1-0, in some distributions libsecret), then restart KeyDesk.',
    noAnswer: 'The keychain did not answer in time. It may be waiting for you to unlock it. Do so, then check again.',
    cancelled: 'You went on without the keychain. Unlock it, then check again.',
    refused:
      'It is locked, or KeyDesk was not allowed to read it. Unlock it, or allow KeyDesk when it asks, then check again. Nothing was replaced or deleted. If the data is no longer in the keychain, go on without it.',
    noCipher:
      'KWallet lacks the library with which it encrypts. Install it (package libqca-qt5-2-plugins, in some distributions qca-qt5-ossl), then check again.',
    crashed: 'The keychain stopped while it was asked. Wait a minute, then check again; the log has the details.',
    failed:
      'The keychain refused to work. Look at it in Keychain Access (macOS), Credential Manager (Windows) or your password manager, then check again; the log has the details.',
  },
  toRemove_one: '{{count, number}} secret that is no longer needed is still in the keychain.',
  toRemove_other: '{{count, number}} secrets that are no longer needed are still in the keychain.',
  loss: {
    open: 'Go on without it…',
    title: 'Go on without the data in the keychain',
    text: 'The data that the keychain did not hand over counts as lost. You enter the passwords of those connections again, the sample platform starts with new data (the old data stays on the disk but can no longer be opened), and the keychain confirms the activity journal only from now on. The passphrase of KeyDesk is not affected.',
    confirm: 'Go on without it',
  },
  toRemoveText: 'KeyDesk could not delete them and tries again at its next start, or when you check again.',
  left_one: '{{count, number}} kept secret could not be deleted from the keychain',
  left_other: '{{count, number}} kept secrets could not be deleted from the keychain',
  keep: 'Keep the secrets of keys on this computer',
  keepHelp:
    'A secret that you create, copy or reveal here is also stored in the keychain, so that it can be copied while the installation cannot be reached. Switching this off deletes what was stored; a password manager may keep it in its recycle bin or history.',
} as const;
