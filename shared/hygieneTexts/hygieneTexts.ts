import type { FindingKind } from '../model/hygiene.ts';
import type { HygienePolicy } from '../model/hygienePolicy.ts';
import type { Language } from '../model/language.ts';
import { hygieneTextsEn } from './en.ts';
import { hygieneTextsRu } from './ru.ts';

/** The texts of one language. */
export type HygieneTexts = Texts<typeof hygieneTextsEn>;
type Texts<Tree> = { readonly [Name in keyof Tree]: Tree[Name] extends string ? string : Texts<Tree[Name]> };

/** Returns the texts of a language. */
export function hygieneTexts(language: Language): HygieneTexts {
  return language === 'ru' ? hygieneTextsRu : hygieneTextsEn;
}

/** The limit of the policy that each finding has. */
const LIMITS: Readonly<Partial<Record<FindingKind, keyof HygienePolicy>>> = {
  several: 'maxValidKeys',
  old: 'maxAgeDays',
  longLived: 'maxLifetimeDays',
  unused: 'unusedDays',
  expired: 'expiredDays',
  disabled: 'disabledDays',
};

/** Returns what a finding looks for, with the limits of a policy. */
export function ruleText(language: Language, kind: FindingKind, policy: HygienePolicy): string {
  const limit = LIMITS[kind];
  return filled(hygieneTexts(language).rules[kind], {
    patterns: policy.serviceAccounts.join(', ') || '—',
    limit: limit === undefined ? '' : String(policy[limit] ?? '—'),
  });
}

/** Replaces the placeholders of a text. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_placeholder, name: string) => values[name] ?? '');
}
