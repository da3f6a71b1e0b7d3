import type { Environment } from '../model/connection.ts';
import type { Language } from '../model/language.ts';
import type { RotationProblemCode, RotationReminder, RotationState } from '../model/rotation.ts';
import { rotationTextsEn } from './en.ts';
import { rotationTextsRu } from './ru.ts';

/** What has happened, and what was not changed and what to do next. */
type ProblemText = { readonly title: string; readonly text: string };

/** Texts about rotations that main writes and the window shows. */
export interface RotationTexts {
  readonly states: Readonly<Record<RotationState, string>>;
  readonly problems: Readonly<Record<RotationProblemCode, ProblemText>>;
  /** What the user is reminded of; `time` is the one that belongs to it. */
  readonly reminders: Readonly<Record<RotationReminder['kind'], (time: string) => string>>;
  readonly checklist: {
    readonly title: (count: number) => string;
    readonly sample: string;
    readonly connection: string;
    readonly environment: string;
    readonly environments: Readonly<Record<Environment, string>>;
    readonly address: string;
    readonly asOf: string;
    readonly zone: string;
    readonly state: string;
    readonly problem: string;
    readonly key: string;
    readonly id: string;
    readonly token: string;
    readonly expires: string;
    readonly oldKey: string;
    readonly newKey: string;
    readonly before: (time: string) => string;
    /** In a cell without a value. */
    readonly none: string;
    readonly steps: Readonly<
      Record<'created' | 'handedOver' | 'tested' | 'shortened' | 'changed' | 'ended' | 'deleted', string>
    >;
    /** Who has done a step, and when; filled in by hand. */
    readonly signature: string;
  };
}

/** Returns the texts of a language. */
export function rotationTexts(language: Language): RotationTexts {
  return language === 'ru' ? rotationTextsRu : rotationTextsEn;
}
