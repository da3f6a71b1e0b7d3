import { z } from 'zod';

/**
 * How a process that was started beside a running KeyDesk has that one do its work. The new process listens on a private
 * socket, and the running one connects to it: nothing listens in the process with the window.
 *
 * 1. The new process passes {@link callSchema} with Electron's request for the lock of the data folder.
 * 2. The running one connects and sends the token, which proves that it is the one that was called.
 * 3. The new process sends what it wants ({@link requestSchema}).
 * 4. The running one sends {@link instanceMessageSchema}: uses of the terminal, each answered by a {@link replySchema},
 *    then the exit code, or that it is busy and the new process may try again once the connection is closed.
 */
export const callSchema = z.object({
  keydeskCall: z.object({
    /** Path of a socket, or name of a pipe on Windows. */
    address: z.string(),
    token: z.string(),
    /** The running instance shows its window only for the former. */
    wants: z.enum(['window', 'command']),
  }),
});

/** First line of the running instance. */
export const greetingSchema = z.object({ token: z.string() });

const terminalSchema = z.object({
  inputIsTerminal: z.boolean(),
  outputIsTerminal: z.boolean(),
  errorsAreTerminal: z.boolean(),
  isUnicode: z.boolean(),
  folder: z.string(),
  languages: z.array(z.string()).readonly(),
});

/** What the new process wants: that the window is shown, or that a command is run. */
export const requestSchema = z.discriminatedUnion('wants', [
  z.object({ wants: z.literal('window') }),
  z.object({ wants: z.literal('command'), words: z.array(z.string()).readonly(), terminal: terminalSchema }),
]);
/** What the new process wants. */
export type Request = z.infer<typeof requestSchema>;

const useSchema = z.discriminatedUnion('use', [
  z.object({ use: z.literal('write'), text: z.string() }),
  z.object({ use: z.literal('writeError'), text: z.string() }),
  z.object({ use: z.literal('ask'), question: z.string(), isHidden: z.boolean() }),
  z.object({ use: z.literal('readLine') }),
  z.object({ use: z.literal('readRest'), maxBytes: z.int() }),
]);
/** One use of the terminal of the new process. */
export type TerminalUse = z.infer<typeof useSchema>;

/** What the running instance sends. */
export const instanceMessageSchema = z.union([
  z.object({ id: z.int(), use: useSchema }),
  z.object({ exitCode: z.int() }),
  z.object({ isBusy: z.literal(true) }),
]);

/** Result of a use: `text` (base64 for `readRest`), `null` at the end of the input; or the failure. */
export const replySchema = z.union([
  z.object({ id: z.int(), text: z.string().nullable() }),
  z.object({
    id: z.int(),
    failure: z.object({ code: z.enum(['FILE_NOT_SAVED', 'FILE_NOT_READ']), detail: z.string() }),
  }),
  z.object({ interrupted: z.literal(true) }),
]);
/** What the new process sends after its request. */
export type Reply = z.infer<typeof replySchema>;
