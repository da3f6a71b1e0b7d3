import { z } from 'zod';
import { instantSchema } from '../../model/instant.ts';
import { LANGUAGES } from '../../model/settings.ts';
import { MAX_SNIPPET_PARTS, SNIPPET_KINDS, savedSnippetSchema, snippetPartSchema } from '../../model/snippet.ts';
import { fileKindSchema, keyInputSchema } from './inputs.ts';

const snippetInputSchema = keyInputSchema.extend({ kind: z.enum(SNIPPET_KINDS), language: z.enum(LANGUAGES) });
const partInputSchema = snippetInputSchema.extend({
  part: z
    .int()
    .min(0)
    .max(MAX_SNIPPET_PARTS - 1),
});

/** Calls with which a key is handed over to those who use it. No secret key reaches the window. */
export const handOverCalls = {
  /** Returns a ready signed call with a placeholder for the secret key. */
  'keys:snippet': { input: snippetInputSchema, output: z.object({ parts: z.array(snippetPartSchema).readonly() }) },
  /** Saves one file of it, with the placeholder; `null` if the user cancelled. */
  'keys:saveSnippet': {
    input: partInputSchema.extend(fileKindSchema.shape),
    output: z.object({ saved: savedSnippetSchema.nullable() }),
  },
  /** Copies one file of it. With the secret key, it is cleared like a copied secret. */
  'clipboard:copySnippet': {
    input: partInputSchema.extend({ withSecret: z.boolean() }),
    output: z.object({ clearsAt: instantSchema.nullable() }),
  },
};
