import { z } from 'zod';

/** Text without the NUL character, which not every database can take, and of at most `maximum` characters. */
export function plainTextSchema(maximum: number) {
  return z
    .string()
    .max(maximum)
    .regex(/^[^\0]*$/, 'The text must not hold the NUL character');
}

/** The identifier of an account, a key or a role: `account.12`. */
export const idSchema = z.string().min(1).max(200);
