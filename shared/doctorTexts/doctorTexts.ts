import type { doctorEn } from './en.ts';

/** The texts of a language; the English ones define them. */
export type DoctorTexts = {
  readonly [Group in keyof typeof doctorEn]: Readonly<Record<keyof (typeof doctorEn)[Group], string>>;
};
