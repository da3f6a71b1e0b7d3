import type { KeyNotes } from '../keys/keyNotes.ts';
import type { Ports } from '../servicePorts.ts';
import { Certificates } from './certificates.ts';
import type { Connections } from './connections.ts';
import { ConnectionTransfer } from './connectionTransfer.ts';

/** Services for files that belong to connections. */
export interface ConnectionFileServices {
  readonly connectionTransfer: ConnectionTransfer;
  readonly certificates: Certificates;
}

/** Dependencies of {@link createConnectionFiles}. */
interface ConnectionFilesOptions extends Pick<Ports, 'fileDialogs' | 'userFiles' | 'readCertificates'> {
  readonly connections: Connections;
  readonly keyNotes: KeyNotes;
}

/** Creates the services for files that belong to connections. */
export function createConnectionFiles({
  connections,
  keyNotes,
  ...ports
}: ConnectionFilesOptions): ConnectionFileServices {
  const { fileDialogs, userFiles, readCertificates } = ports;
  const files = { fileDialogs, userFiles, readCertificates };
  return {
    connectionTransfer: new ConnectionTransfer({ connections, keyNotes, ...files }),
    certificates: new Certificates(files),
  };
}
