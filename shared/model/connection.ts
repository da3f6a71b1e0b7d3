import { z } from 'zod';
import { ADDRESS_PROBLEMS, MAX_ADDRESS_LENGTH, parseAddress } from './address.ts';
import { instantSchema } from './instant.ts';
import { MAX_PASSWORD_BYTES, secretProblem } from './storableSecret.ts';

/** Default path of the key service, relative to the address of an installation. */
export const DEFAULT_SERVICE_PATH = '/api/public/system/Base/AuthenticationKeyService';

/**
 * Why a field is invalid; translated by the window. The address problems are those of `parseAddress`.
 * `passwordNotStorable`: contains a NUL character or a lone surrogate, which keychains would cut off or change.
 * `notToken`: not 32 hexadecimal digits. `notSecretKey`: not Base64. `notCertificate`: no certificate that can be read.
 * `tooManyCertificates`: more than {@link MAX_CERTIFICATES}.
 */
export const CONNECTION_FIELD_PROBLEMS = [
  ...ADDRESS_PROBLEMS,
  'required',
  'notAcknowledged',
  'notPath',
  'passwordNotStorable',
  'notToken',
  'notSecretKey',
  'notCertificate',
  'tooManyCertificates',
] as const;
/** One problem out of {@link CONNECTION_FIELD_PROBLEMS}. */
export type ConnectionFieldProblem = (typeof CONNECTION_FIELD_PROBLEMS)[number];

const problem = (error: ConnectionFieldProblem) => ({ error });

const passwordSchema = z.string().superRefine((text, context) => {
  const message = secretProblem(text, MAX_PASSWORD_BYTES);
  if (message !== null) {
    context.addIssue({ code: 'custom', message });
  }
});

/** What an installation is used for. The window marks `production` conspicuously everywhere. */
export const ENVIRONMENTS = ['production', 'staging', 'test', 'development', 'other'] as const;
/** One of {@link ENVIRONMENTS}. */
export type Environment = (typeof ENVIRONMENTS)[number];

/** Colors that identify connections; the window has a shade of each for the light and the dark theme. */
export const CONNECTION_COLORS = ['blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet', 'grey'] as const;
/** One of {@link CONNECTION_COLORS}. */
export type ConnectionColor = (typeof CONNECTION_COLORS)[number];

/** Maximum number of certificates of a connection; a chain has two or three. */
export const MAX_CERTIFICATES = 20;
/** Maximum length of all certificates of a connection, in characters of PEM; each has about 2,000. */
const MAX_CERTIFICATES_LENGTH = 131_072;

/** Path of a key service, relative to the address of an installation. */
export const servicePathSchema = z
  .string()
  .trim()
  .max(512, problem('tooLong'))
  .regex(/^\/[\w./~-]*\w$/, problem('notPath'));

const connectionFields = {
  name: z.string().trim().min(1, problem('required')).max(80, problem('tooLong')),
  address: z.string().max(MAX_ADDRESS_LENGTH, problem('tooLong')),
  servicePath: servicePathSchema,
  color: z.enum(CONNECTION_COLORS).default('blue'),
  environment: z.enum(ENVIRONMENTS).default('other'),
  /** With user name and password (Basic), or with an authentication key (HMAC). */
  signIn: z.enum(['password', 'key']).default('password'),
  /** Empty if {@link signIn} is `key`. */
  username: z.string().trim().max(256, problem('tooLong')),
  /** Token of the key, 32 hexadecimal digits; empty if {@link signIn} is `password`. */
  token: z.string().trim().toLowerCase().max(32, problem('notToken')).default(''),
  /** Certificates in PEM that are trusted for this installation in addition to the authorities of the system. */
  caCertificate: z.string().max(MAX_CERTIFICATES_LENGTH, problem('tooManyCertificates')).nullable().default(null),
  acknowledgesPlainHttp: z.boolean(),
  /** Whether secret keys used here are stored in the keychain, for use while the installation cannot be reached. */
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

/** Validates across fields, normalises the address, and clears the field of the other sign-in method. */
function checkTogether<Input extends CheckedFields>(input: Input, context: z.RefinementCtx): Input {
  const addProblem = (path: keyof CheckedFields, message: ConnectionFieldProblem): void =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (input.signIn === 'password' && input.username === '') {
    addProblem('username', 'required');
  }
  if (input.signIn === 'key' && !/^[0-9a-f]{32}$/.test(input.token)) {
    addProblem('token', input.token === '' ? 'required' : 'notToken');
  }
  if (input.signIn === 'key' && typeof input.password === 'string' && !isSecretKey(input.password)) {
    addProblem('password', 'notSecretKey');
  }
  return {
    ...checkAddress(input, context),
    username: input.signIn === 'password' ? input.username : '',
    token: input.signIn === 'key' ? input.token : '',
  };
}

/** Whether a text is a secret key: canonical Base64 of at least 16 bytes. Node's decoder accepts any text. */
export function isSecretKey(text: string): boolean {
  return text.length >= 24 && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
}

/** Validates address and acknowledgement, and normalises the address. */
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

/** Form of a new connection; both the window and the main process validate it with this schema. */
export const newConnectionSchema = z
  .strictObject({ ...connectionFields, password: passwordSchema })
  .transform(checkTogether);
/** Validated form of a new connection; `address` is normalised. */
export type NewConnection = z.output<typeof newConnectionSchema>;

/**
 * Form of an existing connection. `password: null` keeps the stored one. `skipsTest` saves the values without a test,
 * even if the installation did not accept them.
 */
export const connectionChangeSchema = z
  .strictObject({
    ...connectionFields,
    id: z.uuid(),
    password: passwordSchema.nullable(),
    skipsTest: z.boolean().optional(),
  })
  .transform(checkTogether);
/** Validated form of an existing connection; `address` is normalised. */
export type ConnectionChange = z.output<typeof connectionChangeSchema>;

/**
 * Form to test before saving; the name may be empty. `password: null` uses the stored password of the connection `id`
 * if it was entered for this address and account.
 */
export const connectionTrialSchema = z
  .strictObject({
    ...connectionFields,
    name: z.string().max(80, problem('tooLong')),
    id: z.uuid().nullable(),
    password: passwordSchema.nullable(),
  })
  .transform(checkTogether);
/** Validated form to test; `address` is normalised. */
export type ConnectionTrial = z.output<typeof connectionTrialSchema>;

/**
 * A connection in the settings file: everything but the password, which is in the keychain only. The file can be edited
 * by others, so its fields are validated like those of the form.
 */
export const storedConnectionSchema = z
  /** The id is a random UUID and also the name of the keychain item of the password. */
  .object({ ...connectionFields, id: z.uuid() })
  .transform(checkTogether);
/** A connection in the settings file. */
export type StoredConnection = Readonly<z.infer<typeof storedConnectionSchema>>;

/** Id of the connection to the sample platform. Not a UUID, so that no stored connection can have it. */
export const SAMPLE_CONNECTION_ID = 'sample';

/** A certificate and its main properties. */
export const certificateSchema = z.object({
  /** The certificate in PEM. */
  pem: z.string(),
  /** Distinguished name of the holder, most specific part first. */
  subject: z.string(),
  /** Distinguished name of who signed it. */
  issuer: z.string(),
  /** A self-signed authority, an authority signed by another, or the certificate of a server. */
  kind: z.enum(['root', 'intermediate', 'server']),
  /** SHA-256 fingerprint, hexadecimal pairs separated by colons, for comparison by the user. */
  fingerprint: z.string(),
  /** Start of validity, ISO 8601 in UTC. */
  validFrom: instantSchema,
  /** End of validity, ISO 8601 in UTC. */
  validTo: instantSchema,
});
/** A certificate and its main properties. */
export type Certificate = Readonly<z.infer<typeof certificateSchema>>;

/** A connection as the window receives it. */
export const connectionSummarySchema = z.object({
  id: z.string(),
  /** `sample` is the embedded platform; it can be neither edited nor removed. */
  kind: z.enum(['sample', 'installation']),
  name: z.string(),
  /** Empty until the port of the sample platform is known. */
  address: z.string(),
  servicePath: z.string(),
  color: z.enum(CONNECTION_COLORS),
  environment: z.enum(ENVIRONMENTS),
  signIn: z.enum(['password', 'key']),
  username: z.string(),
  token: z.string(),
  /** The certificates of {@link storedConnectionSchema} `caCertificate`. */
  certificates: z.array(certificateSchema).readonly(),
  isPlainHttpToAnotherMachine: z.boolean(),
  /**
   * Where the password is: in the keychain, in memory until KeyDesk is closed, nowhere, or unknown because the keychain
   * is unavailable.
   */
  passwordLocation: z.enum(['keychain', 'thisRunOnly', 'missing', 'unknown']),
  /** Whether secret keys used here are stored in the keychain. Always false for the sample platform. */
  keepsKeySecrets: z.boolean(),
  /**
   * Milliseconds by which the clock of the installation is ahead of that of this computer, if requests are signed with
   * its time; otherwise `null`.
   */
  clockOffsetMs: z.number().nullable(),
});
/** A connection as the window receives it. */
export type ConnectionSummary = Readonly<z.infer<typeof connectionSummarySchema>>;
