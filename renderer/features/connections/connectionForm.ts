import type { z } from 'zod';
import type { Input } from '../../../shared/ipc/contract.ts';
import { parseAddress } from '../../../shared/model/address.ts';
import {
  CONNECTION_FIELD_PROBLEMS,
  type ConnectionFieldProblem,
  type ConnectionSummary,
  connectionChangeSchema,
  DEFAULT_SERVICE_PATH,
  newConnectionSchema,
} from '../../../shared/model/connection.ts';
import type { FieldIssue } from '../../../shared/result.ts';

/** The fields of the connection dialog as the user types them. */
export interface ConnectionForm {
  readonly name: string;
  readonly address: string;
  readonly username: string;
  readonly password: string;
  readonly servicePath: string;
  readonly acknowledgesPlainHttp: boolean;
  readonly keepsKeySecrets: boolean;
}

/** Name of one field. */
export type ConnectionField = keyof ConnectionForm;
/** Why fields are refused; `refused` where main gave a word that the window does not know. */
export type FieldProblems = Readonly<Partial<Record<ConnectionField, ConnectionFieldProblem | 'refused'>>>;

/** The form of an existing connection, or of a new one. The password is never filled in: the window does not have it. */
export function initialForm(connection: ConnectionSummary | null): ConnectionForm {
  return {
    name: connection?.name ?? '',
    address: connection?.address ?? '',
    username: connection?.username ?? '',
    password: '',
    servicePath: connection?.servicePath ?? DEFAULT_SERVICE_PATH,
    acknowledgesPlainHttp: connection?.isPlainHttpToAnotherMachine ?? false,
    keepsKeySecrets: connection?.keepsKeySecrets ?? false,
  };
}

/** Whether the address as typed means plain http to another machine, which asks for an acknowledgement. */
export function needsAcknowledgement(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed.ok && parsed.data.isPlainHttpToAnotherMachine;
}

/** A checked form: the input of the call, or the problem of each field. */
export type CheckedForm<Call> =
  | { readonly ok: true; readonly input: Call }
  | { readonly ok: false; readonly problems: FieldProblems };

/** Checks the form of a new connection. */
export function checkNewConnection(form: ConnectionForm): CheckedForm<Input<'connections:add'>> {
  const input = { ...form, acknowledgesPlainHttp: isAcknowledged(form) };
  const parsed = newConnectionSchema.safeParse(input);
  return parsed.success ? { ok: true, input } : { ok: false, problems: allProblems(form, parsed.error) };
}

/** Checks the form of the connection `id`. An empty password keeps the stored one. */
export function checkConnectionChange(form: ConnectionForm, id: string): CheckedForm<Input<'connections:change'>> {
  const password = form.password === '' ? null : form.password;
  const input = { ...form, id, password, acknowledgesPlainHttp: isAcknowledged(form) };
  const parsed = connectionChangeSchema.safeParse(input);
  return parsed.success ? { ok: true, input } : { ok: false, problems: allProblems(form, parsed.error) };
}

/** The first problem of each field of the form; issues of other fields are left out. */
export function problemsByField(issues: readonly FieldIssue[]): FieldProblems {
  const problems: Partial<Record<ConnectionField, ConnectionFieldProblem | 'refused'>> = {};
  for (const { path, problem } of issues) {
    if (isField(path)) {
      problems[path] ??= CONNECTION_FIELD_PROBLEMS.find((word) => word === problem) ?? 'refused';
    }
  }
  return problems;
}

/** An acknowledgement counts only for an address that needs one: it must not outlive a change to another machine. */
function isAcknowledged(form: ConnectionForm): boolean {
  return form.acknowledgesPlainHttp && needsAcknowledgement(form.address);
}

/** The schema looks at the address only when every field alone is right; the user wants to read everything at once. */
function allProblems(form: ConnectionForm, error: z.ZodError): FieldProblems {
  const issues: FieldIssue[] = [];
  const address = parseAddress(form.address);
  if (!address.ok) {
    issues.push({ path: 'address', problem: form.address.trim() === '' ? 'required' : address.error });
  } else if (address.data.isPlainHttpToAnotherMachine && !form.acknowledgesPlainHttp) {
    issues.push({ path: 'acknowledgesPlainHttp', problem: 'notAcknowledged' });
  }
  issues.push(...error.issues.map(({ path, message }) => ({ path: path.join('.'), problem: message })));
  return problemsByField(issues);
}

function isField(path: string): path is ConnectionField {
  return [
    'name',
    'address',
    'username',
    'password',
    'servicePath',
    'acknowledgesPlainHttp',
    'keepsKeySecrets',
  ].includes(path);
}
