import type { Paste, PastedRequest } from '../pastedRequest.ts';
import { readBruFiles } from './bruFiles.ts';
import { readCurl } from './curl.ts';
import { readHttpFiles } from './httpFiles.ts';
import { readHttpMessages } from './httpMessages.ts';
import { readJsonDocuments } from './jsonDocuments.ts';
import { readNewmanConsole } from './newmanConsole.ts';
import { readPlatformErrors } from './platformErrors.ts';
import { readPrintedObjects } from './printedObjects.ts';
import { readProgramLogs } from './programLogs.ts';
import { findSecrets } from './secrets.ts';
import { readServerLogs } from './serverLogs.ts';
import { withoutSurroundings } from './surroundings.ts';
import { TracedText } from './tracedText.ts';
import { readWireLogs } from './wireLogs.ts';

/** From the most to the least particular: raw HTTP stands in the output of many programs. */
const READERS: readonly ((source: TracedText) => PastedRequest[])[] = [
  readJsonDocuments,
  readBruFiles,
  readWireLogs,
  readProgramLogs,
  readCurl,
  readNewmanConsole,
  readHttpFiles,
  (source) => readHttpMessages(source, { format: 'http' }),
  readPrintedObjects,
  readServerLogs,
  readPlatformErrors,
];

/**
 * Reads everything in a pasted text that looks like a request, whatever program it was copied from. Never throws: what cannot
 * be read is no request.
 */
export function readPaste(text: string): Paste {
  const requests = readRequests(TracedText.of(text));
  return { requests, secrets: findSecrets(text, requests) };
}

function readRequests(pasted: TracedText): readonly PastedRequest[] {
  for (const source of withoutSurroundings(pasted)) {
    for (const read of READERS) {
      const requests = read(source);
      if (requests.length > 0) {
        return requests;
      }
    }
  }
  return [];
}
