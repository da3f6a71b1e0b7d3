import type { Language } from '../model/language.ts';
import { incidentTextsEn } from './en.ts';
import { incidentTextsRu } from './ru.ts';

/** The texts of one language. */
export type IncidentTexts = Texts<typeof incidentTextsEn>;
type Texts<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends string
    ? string
    : Tree[Name] extends (...facts: never) => string
      ? Tree[Name]
      : Texts<Tree[Name]>;
};

/** Returns the texts of a language. */
export function incidentTexts(language: Language): IncidentTexts {
  return language === 'ru' ? incidentTextsRu : incidentTextsEn;
}
