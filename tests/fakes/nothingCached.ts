import type { KeysOptions } from '../../electron/services/keys/keys.ts';

/** Stands for the kept secrets of connections that keep none. */
export const nothingCached: KeysOptions['cachedSecrets'] = {
  isWanted: () => false,
  keep: async () => {},
  find: async () => null,
  forgetKeys: async () => {},
};
