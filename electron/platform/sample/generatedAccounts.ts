import { hash } from 'node:crypto';
import { API_INTEGRATIONS } from './roles.ts';
import type { AccountDefinition, KeyDefinition } from './sampleAccounts.ts';

const ENGLISH = {
  given: ['Alice', 'Ben', 'Clara', 'David', 'Emma', 'Frank', 'Grace', 'Henry', 'Irene', 'Jack', 'Laura', 'Oscar'],
  family: ['Adams', 'Baker', 'Clark', 'Evans', 'Foster', 'Green', 'Hughes', 'Jones', 'Mills', 'Reed', 'Stone', 'Wood'],
} as const;
const RUSSIAN = {
  given: ['Анна', 'Вера', 'Дарья', 'Елена', 'Ирина', 'Мария', 'Наталья', 'Ольга', 'Полина', 'Юлия'],
  family: ['Белова', 'Громова', 'Зайцева', 'Карпова', 'Лебедева', 'Морозова', 'Орлова', 'Седова', 'Фомина', 'Яковлева'],
} as const;
const LIFETIMES_DAYS = [90, 180, 365, 730] as const;
const MAX_AGE_DAYS = 500;

/**
 * Returns a number in [0, bound) that depends on the name alone, so that data sets are reproducible. Names are hashed,
 * so that no pattern is visible.
 */
function numberFor(name: string, bound: number): number {
  return hash('sha256', name, 'buffer').readUInt32BE(0) % bound;
}

/** Creates an account of a large data set; the same `index` always gives the same account. */
export function generatedAccount(index: number): AccountDefinition {
  const pick = (values: readonly string[], what: string) => values[numberFor(`${what} ${index}`, values.length)] ?? '';
  const names = numberFor(`language ${index}`, 2) === 0 ? ENGLISH : RUSSIAN;
  const state = numberFor(`state ${index}`, 25);
  return {
    username: `user.${String(index).padStart(5, '0')}`,
    fullName: `${pick(names.given, 'given')} ${pick(names.family, 'family')}`,
    roles: state === 0 ? [] : [API_INTEGRATIONS],
    kind: 'service',
    language: names === ENGLISH ? 'en' : 'ru',
    ...(state === 1 ? { isArchived: true } : {}),
  };
}

/** Creates a key of a large data set. Its token is reproducible too; its secret is random. */
export function generatedKey(index: number): KeyDefinition {
  const createdDaysAgo = 1 + numberFor(`age ${index}`, MAX_AGE_DAYS);
  const lifetime = LIFETIMES_DAYS[numberFor(`lifetime ${index}`, LIFETIMES_DAYS.length)] ?? LIFETIMES_DAYS[0];
  const isUsed = numberFor(`used ${index}`, 4) > 0;
  return {
    token: hash('sha256', `token ${index}`).slice(0, 32),
    createdDaysAgo,
    expiresInDays: lifetime - createdDaysAgo,
    ...(isUsed ? { usedMinutesAgo: numberFor(`use ${index}`, createdDaysAgo * 24 * 60) } : {}),
  };
}

/** Returns the index of the account of a generated key. */
export function generatedOwner(index: number, accountCount: number): number {
  return numberFor(`owner ${index}`, accountCount);
}
