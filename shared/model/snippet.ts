import { z } from 'zod';

/** Programs, languages and files for which KeyDesk writes a ready signed call. */
export const SNIPPET_KINDS = [
  'curl',
  'powerShell',
  'postman',
  'bruno',
  'httpYac',
  'cSharp',
  'requests',
  'httpx',
  'fetch',
  'axios',
  'java',
  'go',
  'php',
  'oneC',
  'env',
  'credentialFiles',
] as const;
/** One of {@link SNIPPET_KINDS}. */
export type SnippetKind = (typeof SNIPPET_KINDS)[number];

/** Maximum number of files of a snippet. */
export const MAX_SNIPPET_PARTS = 4;

/** One file of a snippet. */
export const snippetPartSchema = z.object({
  /** File name without folders, as the program expects it where it expects one. */
  name: z.string(),
  text: z.string(),
  /** Whether it contains the secret key, or the placeholder in its place. */
  hasSecret: z.boolean(),
});
/** One file of a snippet. */
export type SnippetPart = Readonly<z.infer<typeof snippetPartSchema>>;

/** A saved file of a snippet. */
export const savedSnippetSchema = z.object({
  fileName: z.string(),
  /** Name of its folder, without the folders above. */
  folderName: z.string(),
});
/** A saved file of a snippet. */
export type SavedSnippet = Readonly<z.infer<typeof savedSnippetSchema>>;
