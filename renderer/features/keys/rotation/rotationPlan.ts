import { DAY_MS } from '../../../../shared/model/instant.ts';
import { type AuthenticationKey, type KeyReference, keyStatus } from '../../../../shared/model/key.ts';
import type { RotationsByToken } from '../../../api/rotationQueries.ts';
import { DEFAULT_PRESET, EXPIRY_PRESETS } from '../expiry/expiry.ts';

/** The overlap proposed, in days. */
export const DEFAULT_OVERLAP_DAYS = 7;
/** Overlaps offered, in days. */
export const OVERLAPS = [0, 1, 7, 14, 30] as const;

/**
 * Why a key cannot be rotated. `gone`: it is no longer in the list; `rotating`: it is part of a rotation; `expired`: nothing
 * works with it any more, so that a new key has nothing to replace; otherwise the problem of its account.
 */
type RotationObstacle = 'gone' | 'rotating' | 'expired' | 'archived' | 'deactivated' | 'noPermission';

/** A selected key, with what the list says about it. */
export interface PlannedRotation {
  readonly reference: KeyReference;
  /** `null` if it is no longer in the list. */
  readonly key: AuthenticationKey | null;
  /** `null` if it can be rotated. */
  readonly obstacle: RotationObstacle | null;
}

/** Returns for each selected key whether it can be rotated. @param now milliseconds since the epoch, UTC. */
export function planRotation(
  chosen: readonly KeyReference[],
  keys: readonly AuthenticationKey[],
  rotating: RotationsByToken,
  now: number,
): readonly PlannedRotation[] {
  const byToken = new Map(keys.map((key) => [key.token, key]));
  return chosen.map((reference) => {
    const key = byToken.get(reference.token) ?? null;
    return { reference, key, obstacle: obstacleOf(key, rotating, now) };
  });
}

function obstacleOf(key: AuthenticationKey | null, rotating: RotationsByToken, now: number): RotationObstacle | null {
  if (key === null) {
    return 'gone';
  }
  if (rotating.has(key.token)) {
    return 'rotating';
  }
  const status = keyStatus(key, now);
  return status.kind === 'expired' ? 'expired' : key.accountProblem;
}

/** Returns the usual lifetime of the keys of a connection in days: the offered lifetime nearest to the median. */
export function usualLifetime(keys: readonly AuthenticationKey[]): number {
  const days = keys
    .map(({ creationDate, expirationDate }) => (Date.parse(expirationDate) - Date.parse(creationDate)) / DAY_MS)
    .filter((lifetime) => lifetime > 0)
    .sort((one, other) => one - other);
  const median = days[Math.floor(days.length / 2)];
  if (median === undefined) {
    return DEFAULT_PRESET;
  }
  const distance = (preset: number): number => Math.abs(preset - median);
  return EXPIRY_PRESETS.reduce<number>(
    (best, preset) => (distance(preset) < distance(best) ? preset : best),
    DEFAULT_PRESET,
  );
}
