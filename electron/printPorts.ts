/** The port that prints documents; re-exported by `ports.ts`. */
import type { Language } from '../shared/model/language.ts';

/** A document to print. It can neither run scripts nor load anything. */
export interface PrintedDocument {
  readonly language: Language;
  /** Plain text. */
  readonly title: string;
  /** CSS; page size and margins by `@page`. */
  readonly style: string;
  /** HTML of the body. */
  readonly body: string;
}

/** Returns a document as PDF. @throws AppError `FILE_NOT_SAVED` if it cannot be printed. */
export type PrintPdf = (document: PrintedDocument) => Promise<Uint8Array>;
