import type { KeyTestCode } from '../model/keyTest.ts';
import type { Language } from '../model/language.ts';
import { keyTestResultsEn } from './en.ts';
import { keyTestResultsRu } from './ru.ts';

/** What a test of a key has found, and what to do next. */
export interface KeyTestText {
  readonly title: string;
  /** Empty if the error of the result says what to do. */
  readonly text: string;
}

/** Returns the text of a result. */
export function keyTestText(language: Language, code: KeyTestCode): KeyTestText {
  const { title, text = '' }: { readonly title: string; readonly text?: string } =
    language === 'ru' ? keyTestResultsRu[code] : keyTestResultsEn[code];
  return { title, text };
}
