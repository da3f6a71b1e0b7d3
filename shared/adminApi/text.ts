import { z } from 'zod';

/** Text that every database takes, without the NUL character and half surrogate pairs, of at most `maximum` characters. */
export function plainTextSchema(maximum: number) {
  return z
    .string()
    .max(maximum)
    .regex(/^[^\0]*$/, 'The text must not hold the NUL character')
    .refine((text) => text.isWellFormed(), 'The text must not hold half a surrogate pair');
}

/** The identifier of an account, a key or a role: `account.12`. */
export const idSchema = z.string().min(1).max(200);
