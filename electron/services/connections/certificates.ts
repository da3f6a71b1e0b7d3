import { type Certificate, MAX_CERTIFICATE_LENGTH } from '../../../shared/model/connection.ts';
import type { FileDialogs, ReadCertificate, UserFiles } from '../../ports.ts';

/** Dependencies of {@link Certificates}. */
export interface CertificatesOptions {
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly readCertificate: ReadCertificate;
}

/** Certificates of authorities that the user adds. */
export class Certificates {
  readonly #options: CertificatesOptions;

  constructor(options: CertificatesOptions) {
    this.#options = options;
  }

  /**
   * Lets the user choose a file and parses the certificate in it; `null` if cancelled.
   * @param fileKind name of the file type in the language of the window.
   * @throws AppError `FILE_NOT_READ`, `VALIDATION`.
   */
  async choose(fileKind: string): Promise<Certificate | null> {
    const { fileDialogs, userFiles, readCertificate } = this.#options;
    const filter = { name: fileKind, extensions: ['pem', 'crt', 'cer'] };
    const file = await fileDialogs.chooseOpenFile({ filter });
    return file === null ? null : readCertificate(await userFiles.read(file, MAX_CERTIFICATE_LENGTH));
  }
}
