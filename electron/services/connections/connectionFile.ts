import { z } from 'zod';
import type { ConnectionFileProblem } from '../../../shared/model/connectionTransfer.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import { AppError } from '../../../shared/result.ts';
import { lineOfSyntaxError } from './jsonSyntax.ts';

const FORMAT = 'keydesk-connections';
const VERSION = 1;
/** No list written by hand is longer. */
const MAX_CONNECTIONS = 1000;

/** The file: JSON with a format name and version. It never contains passwords; they stay in the keychain. */
const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  connections: z.array(z.record(z.string(), z.unknown())),
});
const newerSchema = z.object({ format: z.literal(FORMAT), version: z.int().gt(VERSION) });

/** Returns the text of a file with connections. */
export function connectionFileText(connections: readonly object[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, connections }, null, 2)}\n`;
}

/**
 * Parses the text of a file with connections. Trailing characters that old programs append (NUL, Ctrl+Z) are ignored.
 * @throws AppError `VALIDATION`; its issue is a {@link ConnectionFileProblem}, for `syntax` with the line as detail.
 */
export function readConnectionFile(text: string): readonly Readonly<Record<string, unknown>>[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these two characters are meant
  const content = text.replace(/[\0\x1a\s]+$/, '');
  if (content === '') {
    throw invalid('empty');
  }
  if (content.includes('\0') || content.includes('\ufffd')) {
    throw invalid('encoding');
  }
  const json = parseJson(content);
  if (json === undefined) {
    throw invalid('syntax', String(lineOfSyntaxError(content)));
  }
  if (newerSchema.safeParse(json).success) {
    throw invalid('newerVersion');
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    throw invalid('notConnections');
  }
  if (parsed.data.connections.length > MAX_CONNECTIONS) {
    throw invalid('tooMany', String(MAX_CONNECTIONS));
  }
  return parsed.data.connections;
}

function invalid(problem: ConnectionFileProblem, detail?: string): AppError {
  return new AppError('VALIDATION', `The file of connections cannot be used: ${problem}.`, {
    issues: [{ path: 'file', problem }],
    detail,
  });
}
