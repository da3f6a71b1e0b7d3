import { z } from 'zod';
import { ADDRESS_PROBLEMS, parseAddress } from './address.ts';
import { MAXIMUM_PASSWORD_BYTES, secretProblem } from './storableSecret.ts';

/** Path of the key service below the address of an installation, unless the connection says otherwise. */
export const DEFAULT_SERVICE_PATH = '/api/public/system/Base/AuthenticationKeyService';

/**
 * Words for a refused field, translated by the window. The address problems are those of `parseAddress`.
 * `passwordNotStorable`: the text holds a NUL character or half a surrogate pair, which keychains would cut or change.
 */
export const CONNECTION_FIELD_PROBLEMS = [
  ...ADDRESS_PROBLEMS,
  'required',
  'tooLong',
  'notAcknowledged',
  'notPath',
  'passwordNotStorable',
] as const;
/** One word out of {@link CONNECTION_FIELD_PROBLEMS}. */
export type ConnectionFieldProblem = (typeof CONNECTION_FIELD_PROBLEMS)[number];

const problem = (word: ConnectionFieldProblem) => ({ error: word });

const passwordSchema = z.string().superRefine((text, context) => {
  const message = secretProblem(text, MAXIMUM_PASSWORD_BYTES);
  if (message !== null) {
    context.addIssue({ code: 'custom', message });
  }
});

const connectionFields = {
  name: z.string().trim().min(1, problem('required')).max(80, problem('tooLong')),
  address: z.string().max(2048, problem('tooLong')),
  servicePath: z
    .string()
    .trim()
    .max(512, problem('tooLong'))
    .regex(/^\/[\w./~-]*\w$/, problem('notPath')),
  username: z.string().trim().min(1, problem('required')).max(256, problem('tooLong')),
  acknowledgesPlainHttp: z.boolean(),
  /** Whether secret keys that were used here are kept in the keychain for when the installation cannot be reached. */
  keepsKeySecrets: z.boolean().default(false),
};

/** Checks the address together with the acknowledgement and replaces it by its normalised form. */
function checkAddress<Input extends { address: string; acknowledgesPlainHttp: boolean }>(
  input: Input,
  context: z.RefinementCtx,
): Input {
  const parsed = parseAddress(input.address);
  if (!parsed.ok) {
    context.addIssue({ code: 'custom', path: ['address'], message: parsed.error });
    return z.NEVER;
  }
  if (parsed.data.isPlainHttpToAnotherMachine && !input.acknowledgesPlainHttp) {
    context.addIssue({
      code: 'custom',
      path: ['acknowledgesPlainHttp'],
      message: 'notAcknowledged' satisfies ConnectionFieldProblem,
    });
    return z.NEVER;
  }
  return { ...input, address: parsed.data.address };
}

/** The form of a new connection. The window and the main process check it with this same schema. */
export const newConnectionSchema = z
  .strictObject({ ...connectionFields, password: passwordSchema })
  .transform(checkAddress);
/** The form of a new connection, checked; `address` is normalised. */
export type NewConnection = z.output<typeof newConnectionSchema>;

/** The form of an existing connection. `password: null` keeps the stored one. */
export const connectionChangeSchema = z
  .strictObject({ ...connectionFields, id: z.uuid(), password: passwordSchema.nullable() })
  .transform(checkAddress);
/** The form of an existing connection, checked; `address` is normalised. */
export type ConnectionChange = z.output<typeof connectionChangeSchema>;

/**
 * A connection as kept in the settings file: everything but the password, which lives in the keychain only. The file
 * can be edited by others, so its fields are checked like those of the form.
 */
export const storedConnectionSchema = z
  /** The id is a random UUID; it also names the keychain item of the password. */
  .object({ ...connectionFields, id: z.uuid() })
  .transform(checkAddress);
/** A connection as kept in the settings file. */
export type StoredConnection = Readonly<z.infer<typeof storedConnectionSchema>>;

/** Identifier of the sample platform that KeyDesk starts by itself. Not a UUID, so no stored connection can take it. */
export const SAMPLE_CONNECTION_ID = 'sample';

/** A connection as the window knows it. */
export const connectionSummarySchema = z.object({
  id: z.string(),
  /** `sample` is the embedded platform that KeyDesk itself runs; it can be neither edited nor removed. */
  kind: z.enum(['sample', 'installation']),
  name: z.string(),
  /** Empty while the sample platform has not told its port yet. */
  address: z.string(),
  servicePath: z.string(),
  username: z.string(),
  isPlainHttpToAnotherMachine: z.boolean(),
  /**
   * Where the password is: in the keychain, in memory until the application ends, nowhere, or not to be told because
   * the keychain cannot be asked.
   */
  passwordKept: z.enum(['keychain', 'thisRunOnly', 'missing', 'unknown']),
  /** Whether secret keys that were used here are kept in the keychain. Never for the sample platform. */
  keepsKeySecrets: z.boolean(),
});
/** A connection as the window knows it. */
export type ConnectionSummary = Readonly<z.infer<typeof connectionSummarySchema>>;
