import type { KeysOptions } from '../../electron/services/keys/keys.ts';

/** Stands for the kept secrets of connections that keep none. */
export const nothingKept: KeysOptions['keptSecrets'] = {
  isWanted: () => false,
  keep: async () => {},
  find: async () => null,
  forgetKeys: async () => {},
};
