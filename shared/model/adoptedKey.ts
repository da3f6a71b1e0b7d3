import { z } from 'zod';
import { isSecretKey } from './connection.ts';
import { instantSchema } from './instant.ts';

/** Maximum length of the label of an adopted key. */
const MAX_ADOPTED_LABEL = 100;
/** Maximum number of adopted keys of all connections. */
export const MAX_ADOPTED_KEYS = 1_000;

/**
 * Why a key cannot be adopted. `secretInToken`, `tokenInSecret`: the value of the other field; `alreadyAdopted`: its token is
 * adopted under this connection; `inList`: its token is in the list, where the key can be managed; `tooManyAdopted`.
 * The others as for a connection.
 */
export const ADOPTION_PROBLEMS = [
  'secretInToken',
  'tokenInSecret',
  'alreadyAdopted',
  'inList',
  'tooManyAdopted',
] as const;
/** One problem out of {@link ADOPTION_PROBLEMS}. */
export type AdoptionProblem = (typeof ADOPTION_PROBLEMS)[number];

const TOKEN = /^[\da-f]{32}$/i;
const PREFIX = 'adopted:';

/** Returns the id of an adopted key, for the calls that take a key of the list. An installation gives no such id. */
export function adoptedKeyId(token: string): string {
  return `${PREFIX}${token}`;
}

/** Whether an id is one of an adopted key. */
export function isAdoptedKeyId(id: string): boolean {
  return id.startsWith(PREFIX);
}

const tokenSchema = z
  .string()
  .max(1_000)
  .transform((text) => text.trim().toLowerCase())
  .superRefine((token, context) => {
    const message = token === '' ? 'required' : isSecretKey(token) && !TOKEN.test(token) ? 'secretInToken' : 'notToken';
    if (!TOKEN.test(token)) {
      context.addIssue({ code: 'custom', message });
    }
  });

const secretKeySchema = z
  .string()
  .max(2_048, { error: 'notSecretKey' })
  .transform((text) => text.trim())
  .superRefine((secret, context) => {
    if (secret === '' || TOKEN.test(secret) || !isSecretKey(secret)) {
      const message = secret === '' ? 'required' : TOKEN.test(secret) ? 'tokenInSecret' : 'notSecretKey';
      context.addIssue({ code: 'custom', message });
    }
  });

const details = {
  label: z.string().trim().min(1, { error: 'required' }).max(MAX_ADOPTED_LABEL, { error: 'tooLong' }),
  /** When the key stops working, as far as its owner knows; `null` if unknown. */
  expirationDate: instantSchema.nullable(),
};

/** What is entered to adopt a key. */
export const adoptionSchema = z.strictObject({ token: tokenSchema, secretKey: secretKeySchema, ...details });
/** What is entered to adopt a key, validated. */
export type Adoption = z.output<typeof adoptionSchema>;
/** What can be changed about an adopted key. */
export const adoptedDetailsSchema = z.strictObject(details);
/** What can be changed about an adopted key. */
export type AdoptedDetails = z.output<typeof adoptedDetailsSchema>;

/** A key that is known by token and secret only. Its secret is in the keychain. */
export const adoptedKeySchema = z.object({ token: z.string(), ...details });
/** A key that is known by token and secret only. */
export type AdoptedKey = Readonly<z.infer<typeof adoptedKeySchema>>;

/** An adopted key in the settings file; without its secret. */
export const storedAdoptedKeySchema = adoptedKeySchema.extend({
  /** Name of the keychain item with the secret. */
  id: z.string(),
  connectionId: z.string(),
  /** Incremented with every change. */
  revision: z.int().nonnegative().default(0),
});
/** An adopted key in the settings file. */
export type StoredAdoptedKey = Readonly<z.infer<typeof storedAdoptedKeySchema>>;

/** Parts of a key found in a pasted text; `null` for what is not there. */
export interface PastedKey {
  readonly token: string | null;
  readonly secretKey: string | null;
}

const TOKEN_INSIDE = /(?<![A-Za-z0-9+/])[\da-f]{32}(?![A-Za-z0-9+/=])/i;
/** 64 bytes in Base64, as the platform makes its secret keys. */
const SECRET_INSIDE = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==/;

/**
 * Finds token and secret key in a pasted text: one of them alone, the files `cred` and `secret`, an `.env` file, an
 * `Authorization` header, a message.
 * @returns `null` if there is neither.
 */
export function readPastedKey(text: string): PastedKey | null {
  const token = TOKEN_INSIDE.exec(text)?.[0]?.toLowerCase() ?? null;
  const secretKey = SECRET_INSIDE.exec(text)?.[0] ?? null;
  return token === null && secretKey === null ? null : { token, secretKey };
}
