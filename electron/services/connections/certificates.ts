import type { Certificate } from '../../../shared/model/connection.ts';
import type { FileDialogs, ReadCertificates, UserFiles } from '../../ports.ts';

/** Maximum size of a file, in bytes; certificates in text and with a description of each fit. */
const MAX_FILE_BYTES = 1024 * 1024;

/** Dependencies of {@link Certificates}. */
export interface CertificatesOptions {
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly readCertificates: ReadCertificates;
}

/** Certificates that the user adds to a connection. */
export class Certificates {
  readonly #options: CertificatesOptions;

  constructor(options: CertificatesOptions) {
    this.#options = options;
  }

  /**
   * Lets the user choose a file and parses the certificates in it; `null` if cancelled.
   * @param fileKind name of the file type in the language of the window.
   * @throws AppError `FILE_NOT_READ`, `VALIDATION`.
   */
  async choose(fileKind: string): Promise<readonly Certificate[] | null> {
    const { fileDialogs, userFiles, readCertificates } = this.#options;
    const filter = { name: fileKind, extensions: ['pem', 'crt', 'cer', 'der', 'p7b', 'p7c'] };
    const file = await fileDialogs.chooseOpenFile({ filter });
    return file === null ? null : readCertificates(await userFiles.readBytes(file, MAX_FILE_BYTES));
  }
}
