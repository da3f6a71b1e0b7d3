import { FINDINGS, type Finding } from '../../../shared/model/doctor.ts';
import type { ChipTone } from '../../components/StatusChip.tsx';

/** How serious a finding is. */
export type FindingLevel = (typeof FINDINGS)[keyof typeof FINDINGS];

/** Returns how serious a finding is. */
export function levelOf({ code }: Pick<Finding, 'code'>): FindingLevel {
  return FINDINGS[code];
}

/** Colour of each level; its name says the same. */
export const LEVEL_TONES: Readonly<Record<FindingLevel, ChipTone>> = {
  error: 'error',
  warning: 'warning',
  remark: 'neutral',
};
