import { z } from 'zod';
import { instantSchema } from '../../model/instant.ts';
import { filePassphraseSchema, PROTECTED_FILE_FORMATS, savedProtectedFileSchema } from '../../model/protectedFile.ts';
import { LANGUAGES } from '../../model/settings.ts';
import { SNIPPET_KINDS } from '../../model/snippet.ts';
import { fileKindSchema, keyInputSchema, nothing } from './inputs.ts';

/**
 * Calls with which a key is handed over in an encrypted file. Its secret key does not reach the window; a passphrase does
 * only if KeyDesk made it, once.
 */
export const protectedFileCalls = {
  /**
   * Saves a key to a file that the user chooses; `null` if the user cancelled. Takes seconds.
   * @see keys:endProtectedFile to stop it.
   */
  'keys:saveProtectedFile': {
    input: keyInputSchema.extend({
      ...fileKindSchema.shape,
      format: z.enum(PROTECTED_FILE_FORMATS),
      /** A ready call with the secret key; `null` for none. */
      snippet: z.enum(SNIPPET_KINDS).nullable(),
      language: z.enum(LANGUAGES),
      /** A passphrase that the user thought up; `null` to have one made. */
      typed: filePassphraseSchema.nullable(),
    }),
    output: z.object({ saved: savedProtectedFileSchema.nullable() }),
  },
  /** Stops a file that is being saved, and forgets a made passphrase. */
  'keys:endProtectedFile': { input: nothing, output: nothing },
  /** Copies the made passphrase; it is cleared like a copied secret. */
  'clipboard:copyPassphrase': { input: nothing, output: z.object({ clearsAt: instantSchema.nullable() }) },
};
