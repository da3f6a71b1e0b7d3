import type { Finding } from '../model/doctor.ts';
import type { Language } from '../model/language.ts';
import type { DoctorTexts } from './doctorTexts.ts';
import { doctorEn } from './en.ts';
import { doctorRu } from './ru.ts';

const TEXTS: Readonly<Record<Language, DoctorTexts>> = { en: doctorEn, ru: doctorRu };

/** What is wrong, and why and what to write instead. */
export interface FindingText {
  readonly title: string;
  readonly text: string;
}

/** Returns the text of a finding, with its facts filled in. */
export function findingText(language: Language, { code, facts }: Pick<Finding, 'code' | 'facts'>): FindingText {
  const texts = TEXTS[language];
  const fill = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => factText(language, name, facts[name]));
  return { title: fill(texts.titles[code]), text: fill(texts.texts[code]) };
}

/** Facts with a fixed set of values have texts of their own. */
function factText(language: Language, name: string, value: string | number | undefined): string {
  const texts = TEXTS[language];
  const given = String(value ?? '');
  switch (name) {
    case 'encoding':
      return textOf(texts.encodings, given);
    case 'spelling':
      return textOf(texts.spellings, given);
    case 'where':
    case 'what':
      return textOf(texts.parts, given);
    case 'problem':
      return textOf(texts.problems, given);
    case 'seconds':
      return durationText(language, Number(value));
    default:
      return given;
  }
}

/** Other values, such as the name of a header, stand for themselves. */
function textOf(texts: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(texts, value) ? (texts[value] ?? value) : value;
}

/** Units of durations and how many seconds each has, the largest first. */
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A duration in the largest unit of which it has at least two: `5 days`, `61 min`. */
function durationText(language: Language, seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= 2 * each) ?? ['second', 1];
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  });
  return format.format(seconds / length);
}
