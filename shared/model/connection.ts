import { z } from 'zod';
import { ADDRESS_PROBLEMS, parseAddress } from './address.ts';
import { instantSchema } from './instant.ts';
import { MAX_PASSWORD_BYTES, secretProblem } from './storableSecret.ts';

/** Path of the key service below the address of an installation, unless the connection says otherwise. */
export const DEFAULT_SERVICE_PATH = '/api/public/system/Base/AuthenticationKeyService';

/**
 * Words for a refused field, translated by the window. The address problems are those of `parseAddress`.
 * `passwordNotStorable`: the text holds a NUL character or half a surrogate pair, which keychains would cut or change.
 * `notToken`: not 32 hexadecimal digits. `notSecretKey`: not base64. `notCertificate`: not one X.509 certificate in PEM.
 */
export const CONNECTION_FIELD_PROBLEMS = [
  ...ADDRESS_PROBLEMS,
  'required',
  'tooLong',
  'notAcknowledged',
  'notPath',
  'passwordNotStorable',
  'notToken',
  'notSecretKey',
  'notCertificate',
] as const;
/** One word out of {@link CONNECTION_FIELD_PROBLEMS}. */
export type ConnectionFieldProblem = (typeof CONNECTION_FIELD_PROBLEMS)[number];

const problem = (word: ConnectionFieldProblem) => ({ error: word });

const passwordSchema = z.string().superRefine((text, context) => {
  const message = secretProblem(text, MAX_PASSWORD_BYTES);
  if (message !== null) {
    context.addIssue({ code: 'custom', message });
  }
});

/** What an installation is used for. `production` is made unmistakable wherever it is shown. */
export const ENVIRONMENTS = ['production', 'staging', 'test', 'development', 'other'] as const;
/** One of {@link ENVIRONMENTS}. */
export type Environment = (typeof ENVIRONMENTS)[number];

/** Colours by which the user tells connections apart; the window has a tint of each for day and night. */
export const CONNECTION_COLORS = ['blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet', 'grey'] as const;
/** One of {@link CONNECTION_COLORS}. */
export type ConnectionColor = (typeof CONNECTION_COLORS)[number];

/** Longest certificate in characters of PEM; real ones take about 2,000. */
export const MAX_CERTIFICATE_LENGTH = 32_768;

const connectionFields = {
  name: z.string().trim().min(1, problem('required')).max(80, problem('tooLong')),
  address: z.string().max(2048, problem('tooLong')),
  servicePath: z
    .string()
    .trim()
    .max(512, problem('tooLong'))
    .regex(/^\/[\w./~-]*\w$/, problem('notPath')),
  color: z.enum(CONNECTION_COLORS).default('blue'),
  environment: z.enum(ENVIRONMENTS).default('other'),
  /** By user name and password (Basic), or by an authentication key of its own (HMAC). */
  signIn: z.enum(['password', 'key']).default('password'),
  /** Empty when {@link signIn} is `key`. */
  username: z.string().trim().max(256, problem('tooLong')),
  /** Token of the key, 32 hexadecimal digits; empty when {@link signIn} is `password`. */
  token: z.string().trim().toLowerCase().max(32, problem('notToken')).default(''),
  /** Certificate in PEM of an authority that signs for this installation and that the system need not know. */
  caCertificate: z.string().max(MAX_CERTIFICATE_LENGTH, problem('notCertificate')).nullable().default(null),
  acknowledgesPlainHttp: z.boolean(),
  /** Whether secret keys that were used here are kept in the keychain for when the installation cannot be reached. */
  keepsKeySecrets: z.boolean().default(false),
};

interface CheckedFields {
  address: string;
  acknowledgesPlainHttp: boolean;
  signIn: 'password' | 'key';
  username: string;
  token: string;
  password?: string | null;
}

/** Checks what one field alone cannot tell, normalises the address, and empties the field of the other way to sign in. */
function checkTogether<Input extends CheckedFields>(input: Input, context: z.RefinementCtx): Input {
  const refuse = (path: keyof CheckedFields, message: ConnectionFieldProblem): void =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (input.signIn === 'password' && input.username === '') {
    refuse('username', 'required');
  }
  if (input.signIn === 'key' && !/^[0-9a-f]{32}$/.test(input.token)) {
    refuse('token', input.token === '' ? 'required' : 'notToken');
  }
  if (input.signIn === 'key' && typeof input.password === 'string' && !isSecretKey(input.password)) {
    refuse('password', 'notSecretKey');
  }
  return {
    ...checkAddress(input, context),
    username: input.signIn === 'password' ? input.username : '',
    token: input.signIn === 'key' ? input.token : '',
  };
}

/** Whether a text is a secret key: canonical base64 of at least 16 bytes. Node would decode anything to something. */
function isSecretKey(text: string): boolean {
  return text.length >= 24 && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
}

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
  .transform(checkTogether);
/** The form of a new connection, checked; `address` is normalised. */
export type NewConnection = z.output<typeof newConnectionSchema>;

/**
 * The form of an existing connection. `password: null` keeps the stored one. `skipsTest` saves values that were not
 * tried, or that the installation did not accept: the user insists.
 */
export const connectionChangeSchema = z
  .strictObject({
    ...connectionFields,
    id: z.uuid(),
    password: passwordSchema.nullable(),
    skipsTest: z.boolean().optional(),
  })
  .transform(checkTogether);
/** The form of an existing connection, checked; `address` is normalised. */
export type ConnectionChange = z.output<typeof connectionChangeSchema>;

/**
 * A form that is to be tried before it is saved; it may have no name yet. `password: null` takes the stored one of the
 * connection `id`, if it was entered for this address and account.
 */
export const connectionTrialSchema = z
  .strictObject({
    ...connectionFields,
    name: z.string().max(80, problem('tooLong')),
    id: z.uuid().nullable(),
    password: passwordSchema.nullable(),
  })
  .transform(checkTogether);
/** A form to be tried, checked; `address` is normalised. */
export type ConnectionTrial = z.output<typeof connectionTrialSchema>;

/**
 * A connection as kept in the settings file: everything but the password, which lives in the keychain only. The file
 * can be edited by others, so its fields are checked like those of the form.
 */
export const storedConnectionSchema = z
  /** The id is a random UUID; it also names the keychain item of the password. */
  .object({ ...connectionFields, id: z.uuid() })
  .transform(checkTogether);
/** A connection as kept in the settings file. */
export type StoredConnection = Readonly<z.infer<typeof storedConnectionSchema>>;

/** Identifier of the sample platform that KeyDesk starts by itself. Not a UUID, so no stored connection can take it. */
export const SAMPLE_CONNECTION_ID = 'sample';

/** What a certificate says about itself. */
export const certificateSchema = z.object({
  /** The certificate itself, in PEM. */
  pem: z.string(),
  subject: z.string(),
  /** SHA-256 of the certificate, hexadecimal pairs with colons: what the user compares. */
  fingerprint: z.string(),
  /** Last instant at which it is valid, ISO 8601 in UTC. */
  validTo: instantSchema,
});
/** What a certificate says about itself. */
export type Certificate = Readonly<z.infer<typeof certificateSchema>>;

/** A connection as the window knows it. */
export const connectionSummarySchema = z.object({
  id: z.string(),
  /** `sample` is the embedded platform that KeyDesk itself runs; it can be neither edited nor removed. */
  kind: z.enum(['sample', 'installation']),
  name: z.string(),
  /** Empty while the sample platform has not told its port yet. */
  address: z.string(),
  servicePath: z.string(),
  color: z.enum(CONNECTION_COLORS),
  environment: z.enum(ENVIRONMENTS),
  signIn: z.enum(['password', 'key']),
  username: z.string(),
  token: z.string(),
  caCertificate: certificateSchema.nullable(),
  isPlainHttpToAnotherMachine: z.boolean(),
  /**
   * Where the password is: in the keychain, in memory until the application ends, nowhere, or not to be told because
   * the keychain cannot be asked.
   */
  passwordLocation: z.enum(['keychain', 'thisRunOnly', 'missing', 'unknown']),
  /** Whether secret keys that were used here are kept in the keychain. Never for the sample platform. */
  keepsKeySecrets: z.boolean(),
  /**
   * Milliseconds by which the clock of the installation is ahead of this computer's, where requests have to be signed
   * with its time; `null` where they need not.
   */
  clockOffsetMs: z.number().nullable(),
});
/** A connection as the window knows it. */
export type ConnectionSummary = Readonly<z.infer<typeof connectionSummarySchema>>;
