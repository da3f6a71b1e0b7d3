import {
  DEFAULT_EXCLUSIONS,
  DEFAULT_SCAN_LIMITS,
  exclusionsSchema,
  type ScanLimits,
  scanLimitsSchema,
} from '../../../shared/model/keyUsage.ts';

/** Bytes in a unit of the form. */
const UNITS: Readonly<Record<keyof ScanLimits, number>> = {
  maxFileBytes: 1024 ** 2,
  maxTotalBytes: 1024 ** 3,
  maxFiles: 1,
  maxDepth: 1,
};

/** The limits in the order of the form. */
export const LIMITS = ['maxFileBytes', 'maxTotalBytes', 'maxFiles', 'maxDepth'] as const satisfies (keyof ScanLimits)[];

/** What the user has entered. */
export interface UsageForm {
  /** Whether the keys of all connections are searched for, not only those of the active one. */
  readonly isEverything: boolean;
  readonly withSecrets: boolean;
  /** One pattern per line. */
  readonly exclusions: string;
  readonly limits: Readonly<Record<keyof ScanLimits, string>>;
}

/** The form as it is at first. */
export const FIRST_FORM: UsageForm = {
  isEverything: false,
  withSecrets: true,
  exclusions: DEFAULT_EXCLUSIONS.join('\n'),
  limits: {
    maxFileBytes: inUnits('maxFileBytes'),
    maxTotalBytes: inUnits('maxTotalBytes'),
    maxFiles: inUnits('maxFiles'),
    maxDepth: inUnits('maxDepth'),
  },
};

function inUnits(limit: keyof ScanLimits): string {
  return String(DEFAULT_SCAN_LIMITS[limit] / UNITS[limit]);
}

/** Returns the smallest and the largest value of a limit in its unit. */
export function limitRange(limit: keyof ScanLimits): { readonly min: number; readonly max: number } {
  const { minValue, maxValue } = scanLimitsSchema.shape[limit];
  return { min: Math.ceil((minValue ?? 0) / UNITS[limit]), max: Math.floor((maxValue ?? 0) / UNITS[limit]) };
}

/** Returns a limit as main expects it; `null` if the text is no whole number in its range. */
export function limitOf(limit: keyof ScanLimits, text: string): number | null {
  const { min, max } = limitRange(limit);
  const value = /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value * UNITS[limit] : null;
}

/** Returns all limits; `null` if one of them is invalid. */
export function limitsOf(form: UsageForm): ScanLimits | null {
  const result = scanLimitsSchema.safeParse(
    Object.fromEntries(LIMITS.map((limit) => [limit, limitOf(limit, form.limits[limit])])),
  );
  return result.success ? result.data : null;
}

/** Returns the patterns; `null` if there are too many or one is too long. */
export function exclusionsOf({ exclusions }: UsageForm): readonly string[] | null {
  const lines = exclusions.split('\n').map((line) => line.trim());
  const result = exclusionsSchema.safeParse(lines.filter((line) => line !== ''));
  return result.success ? result.data : null;
}
