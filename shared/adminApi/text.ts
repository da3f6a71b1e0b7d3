import { z } from 'zod';

/** Text of at most `maximum` UTF-16 code units that every database accepts: no NUL character, no lone surrogates. */
export function plainTextSchema(maximum: number) {
  return z
    .string()
    .max(maximum)
    .regex(/^[^\0]*$/, 'The text must not hold the NUL character')
    .refine((text) => text.isWellFormed(), 'The text must not hold half a surrogate pair');
}

/** Identifier of an account, a key or a role, for example `account.12`. */
export const idSchema = z.string().min(1).max(200);
