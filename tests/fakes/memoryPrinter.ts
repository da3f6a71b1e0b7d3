import type { PrintedDocument } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';

/** Remembers what is printed; a printed document is its title. Set `isBroken` and printing fails. */
export class MemoryPrinter {
  isBroken = false;
  readonly documents: PrintedDocument[] = [];

  readonly print = async (document: PrintedDocument): Promise<Uint8Array> => {
    if (this.isBroken) {
      throw new AppError('FILE_NOT_SAVED', 'The document could not be printed.');
    }
    this.documents.push(document);
    return new TextEncoder().encode(`PDF: ${document.title}`);
  };
}
