import type { KeyNotes } from '../keys/keyNotes.ts';
import type { Ports } from '../servicePorts.ts';
import { Certificates } from './certificates.ts';
import type { Connections } from './connections.ts';
import { ConnectionTransfer } from './connectionTransfer.ts';
import { ProductPages } from './productPages.ts';

/** Services for files and web pages that belong to connections. */
export interface ConnectionFileServices {
  readonly connectionTransfer: ConnectionTransfer;
  readonly certificates: Certificates;
  readonly productPages: ProductPages;
}

/** Dependencies of {@link createConnectionFiles}. */
interface ConnectionFilesOptions
  extends Pick<Ports, 'fileDialogs' | 'userFiles' | 'readCertificates' | 'openInBrowser'> {
  readonly connections: Connections;
  readonly keyNotes: KeyNotes;
}

/** Creates the services for files and web pages that belong to connections. */
export function createConnectionFiles({
  connections,
  keyNotes,
  ...ports
}: ConnectionFilesOptions): ConnectionFileServices {
  const { fileDialogs, userFiles, readCertificates, openInBrowser } = ports;
  const files = { fileDialogs, userFiles, readCertificates };
  return {
    connectionTransfer: new ConnectionTransfer({ connections, keyNotes, ...files }),
    certificates: new Certificates(files),
    productPages: new ProductPages(connections, openInBrowser),
  };
}
