import type { KeychainFolder } from '../../electron/adapters/keychain/keychainFolder.ts';

/** What a new data folder knows of its items, without a file. */
export function memoryKeychainFolder(): KeychainFolder {
  const stored = new Set<string>();
  return {
    nameOf: (item) => `${item}@folder`,
    formerNamesOf: () => [],
    isStored: (item) => stored.has(item),
    recordStored: (item) => {
      stored.add(item);
    },
    recordDeleted: (item) => {
      stored.delete(item);
    },
  };
}
