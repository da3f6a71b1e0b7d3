/** The process that encrypts one file: deriving the key of its passphrase blocks for seconds. */
import { ageFile } from './ageFile.ts';
import { kdbxFile } from './kdbxFile.ts';
import { type ProtectedFileResponse, protectedFileRequestSchema } from './protectedFileProtocol.ts';

const parent = process.parentPort;

parent.on('message', ({ data }) => {
  void respond(data);
});

/** A failure ends the process, which prints it; no message of the libraries contains what is encrypted. */
async function respond(data: unknown): Promise<void> {
  const { content, passphrase } = protectedFileRequestSchema.parse(data);
  const bytes = await (content.format === 'kdbx'
    ? kdbxFile(content.entry, passphrase)
    : ageFile(content.text, passphrase));
  const response: ProtectedFileResponse = { bytes };
  parent.postMessage(response);
}
