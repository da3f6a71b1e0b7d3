import { z } from 'zod';
import type { ConnectionFileProblem } from '../../../shared/model/connectionTransfer.ts';
import { parseJson } from '../../../shared/parseJson.ts';
import { AppError } from '../../../shared/result.ts';
import { lineOfSyntaxError } from './jsonSyntax.ts';

const FORMAT = 'keydesk-connections';
const VERSION = 1;
/** More are no list that anybody has made by hand. */
const MAX_CONNECTIONS = 1000;

/** The file: JSON that says what it is. Never a password; those stay in the keychain they are in. */
const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  connections: z.array(z.record(z.string(), z.unknown())),
});
const newerSchema = z.object({ format: z.literal(FORMAT), version: z.int().gt(VERSION) });

/** Makes the text of a file of connections. */
export function connectionFileText(connections: readonly object[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, connections }, null, 2)}\n`;
}

/**
 * Reads the text of a file of connections. What old programs put at the end of texts (NUL, Ctrl+Z) is passed over.
 * @throws AppError `VALIDATION`, its issue one of {@link ConnectionFileProblem}, with the line as its detail for `syntax`.
 */
export function readConnectionFile(text: string): readonly Readonly<Record<string, unknown>>[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these two are what is meant
  const content = text.replace(/[\0\x1a\s]+$/, '');
  if (content === '') {
    throw refusal('empty');
  }
  if (content.includes('\0') || content.includes('\ufffd')) {
    throw refusal('encoding');
  }
  const json = parseJson(content);
  if (json === undefined) {
    throw refusal('syntax', String(lineOfSyntaxError(content)));
  }
  if (newerSchema.safeParse(json).success) {
    throw refusal('newerVersion');
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    throw refusal('notConnections');
  }
  if (parsed.data.connections.length > MAX_CONNECTIONS) {
    throw refusal('tooMany', String(MAX_CONNECTIONS));
  }
  return parsed.data.connections;
}

function refusal(problem: ConnectionFileProblem, detail?: string): AppError {
  return new AppError('VALIDATION', `The file of connections cannot be used: ${problem}.`, {
    issues: [{ path: 'file', problem }],
    detail,
  });
}
