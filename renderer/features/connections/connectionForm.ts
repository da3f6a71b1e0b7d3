import type { z } from 'zod';
import type { Input } from '../../../shared/ipc/contract.ts';
import { isPlainHttpToAnotherMachine, parseAddress } from '../../../shared/model/address.ts';
import {
  type Certificate,
  CONNECTION_FIELD_PROBLEMS,
  type ConnectionColor,
  type ConnectionFieldProblem,
  type ConnectionSummary,
  connectionChangeSchema,
  connectionTrialSchema,
  DEFAULT_SERVICE_PATH,
  type Environment,
  newConnectionSchema,
} from '../../../shared/model/connection.ts';
import { fieldProblem } from '../../../shared/model/fieldProblem.ts';
import type { FieldIssue } from '../../../shared/result.ts';

/** Field values of the connection dialog, as typed. */
export interface ConnectionForm {
  readonly name: string;
  readonly environment: Environment;
  readonly color: ConnectionColor;
  readonly address: string;
  readonly signIn: 'password' | 'key';
  readonly username: string;
  readonly token: string;
  /** The password, or the secret key in base64. */
  readonly password: string;
  readonly servicePath: string;
  readonly certificates: readonly Certificate[];
  readonly acknowledgesPlainHttp: boolean;
  readonly keepsKeySecrets: boolean;
}

/** Name of a field. */
export type ConnectionField = keyof ConnectionForm;
/** Why fields are invalid; `invalid` where the window has no text for the problem. */
export type FieldProblems = Readonly<Partial<Record<ConnectionField, ConnectionFieldProblem | 'invalid'>>>;

/** Initial values for an existing or a new connection. The password is always empty: the window does not have it. */
export function initialForm(connection: ConnectionSummary | null): ConnectionForm {
  return {
    name: connection?.name ?? '',
    environment: connection?.environment ?? 'other',
    color: connection?.color ?? 'blue',
    address: connection?.address ?? '',
    signIn: connection?.signIn ?? 'password',
    username: connection?.username ?? '',
    token: connection?.token ?? '',
    password: '',
    servicePath: connection?.servicePath ?? DEFAULT_SERVICE_PATH,
    certificates: connection?.certificates ?? [],
    acknowledgesPlainHttp: connection?.isPlainHttpToAnotherMachine ?? false,
    keepsKeySecrets: connection?.keepsKeySecrets ?? false,
  };
}

/** The form with the address that is used in place of what was typed or pasted; unchanged if there is none in it. */
export function withUsedAddress(form: ConnectionForm): ConnectionForm {
  const parsed = parseAddress(form.address);
  return parsed.ok && parsed.data.address !== form.address ? { ...form, address: parsed.data.address } : form;
}

/** A validated form: the input of the call, or the problem of each field. */
export type CheckedForm<Call> =
  | { readonly ok: true; readonly input: Call }
  | { readonly ok: false; readonly problems: FieldProblems };

/** Validates the form of a new connection. */
export function checkNewConnection(form: ConnectionForm): CheckedForm<Input<'connections:add'>> {
  return check(form, newConnectionSchema, fieldsOf(form));
}

/** Validates the form of the connection `id`. An empty password retains the stored one. */
export function checkConnectionChange(
  form: ConnectionForm,
  id: string,
  skipsTest = false,
): CheckedForm<Input<'connections:change'>> {
  return check(form, connectionChangeSchema, { ...fieldsOf(form), id, password: givenPassword(form), skipsTest });
}

/**
 * Validates a form for a connection test. @param id of the connection; `null` for a new one, which needs a password.
 */
export function checkTrial(form: ConnectionForm, id: string | null): CheckedForm<Input<'connections:test'>> {
  const password = id === null ? form.password : givenPassword(form);
  return check(form, connectionTrialSchema, { ...fieldsOf(form), id, password });
}

function check<Call>(form: ConnectionForm, schema: z.ZodType<unknown, Call>, input: Call): CheckedForm<Call> {
  const parsed = schema.safeParse(input);
  return parsed.success ? { ok: true, input } : { ok: false, problems: allProblems(form, parsed.error) };
}

function fieldsOf(form: ConnectionForm) {
  const { certificates, ...fields } = form;
  return {
    ...fields,
    caCertificate: certificates.length === 0 ? null : certificates.map(({ pem }) => pem).join(''),
    acknowledgesPlainHttp: isAcknowledged(form),
  };
}

function givenPassword({ password }: ConnectionForm): string | null {
  return password === '' ? null : password;
}

/** The first problem of each field of the form; issues of other fields are ignored. */
export function problemsByField(issues: readonly FieldIssue[]): FieldProblems {
  const problems: Partial<Record<ConnectionField, ConnectionFieldProblem | 'invalid'>> = {};
  for (const { path, problem } of issues) {
    const field = path === 'caCertificate' ? 'certificates' : path;
    if (isField(field)) {
      problems[field] ??= CONNECTION_FIELD_PROBLEMS.find((word) => word === problem) ?? 'invalid';
    }
  }
  return problems;
}

/** The consent applies only to an address that requires it: it must not carry over to another computer. */
function isAcknowledged(form: ConnectionForm): boolean {
  return form.acknowledgesPlainHttp && isPlainHttpToAnotherMachine(form.address);
}

/** The schema checks the address only if each field is valid; the user should see all problems at once. */
function allProblems(form: ConnectionForm, error: z.ZodError): FieldProblems {
  const issues: FieldIssue[] = [];
  const address = parseAddress(form.address);
  if (!address.ok) {
    issues.push({ path: 'address', problem: form.address.trim() === '' ? 'required' : address.error });
  } else if (address.data.isPlainHttpToAnotherMachine && !form.acknowledgesPlainHttp) {
    issues.push({ path: 'acknowledgesPlainHttp', problem: 'notAcknowledged' });
  }
  if (form.signIn === 'password' ? form.username.trim() === '' : form.token.trim() === '') {
    issues.push({ path: form.signIn === 'password' ? 'username' : 'token', problem: 'required' });
  }
  issues.push(...error.issues.map(({ path, message }) => ({ path: path.join('.'), problem: fieldProblem(message) })));
  return problemsByField(issues);
}

function isField(path: string): path is ConnectionField {
  return path in initialForm(null);
}
