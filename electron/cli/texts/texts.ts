import type { Language } from '../../../shared/model/language.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

/** The same texts in another language: the same names and parameters. */
export type Translated<Source> = {
  readonly [Name in keyof Source]: Source[Name] extends string
    ? string
    : Source[Name] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : Translated<Source[Name]>;
};

/** All texts of the command line in one language. */
export type Texts = Translated<typeof en>;

/** Returns the texts of a language. */
export function textsIn(language: Language): Texts {
  return { en, ru }[language];
}
