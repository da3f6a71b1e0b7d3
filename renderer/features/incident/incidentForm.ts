import type { Dayjs } from 'dayjs';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { IncidentCriteria } from '../../../shared/model/incident.ts';
import { type LeakedTokens, readLeakedTokens } from '../../../shared/model/leakedTokens.ts';

/** How the keys are chosen, in the order of the page. */
export const INCIDENT_KINDS = [
  'tokens',
  'account',
  'role',
  'period',
  'everything',
] as const satisfies readonly IncidentCriteria['kind'][];

/** What was left out of pasted texts and files. */
type LeftOut = Omit<LeakedTokens, 'tokens'>;

/** What is entered on the page. */
export interface IncidentForm {
  readonly kind: IncidentCriteria['kind'];
  /** Tokens, and what is typed by hand; never a secret key. */
  readonly text: string;
  readonly leftOut: LeftOut;
  /** Name of the last file; `null` without one. */
  readonly fileName: string | null;
  readonly hasTooMany: boolean;
  readonly username: string;
  readonly role: string;
  readonly createdFrom: Dayjs | null;
  readonly createdTo: Dayjs | null;
  readonly usedSince: Dayjs | null;
  /** Connections that the user chose; `null` for the default ones. */
  readonly connectionIds: readonly string[] | null;
}

const NOTHING: LeftOut = { repeats: 0, notTokens: [], notTokenCount: 0, secrets: 0 };

/** The form at first. */
export const FIRST_FORM: IncidentForm = {
  kind: 'tokens',
  text: '',
  leftOut: NOTHING,
  fileName: null,
  hasTooMany: false,
  username: '',
  role: '',
  createdFrom: null,
  createdTo: null,
  usedSince: null,
  connectionIds: null,
};

/** Adds what was found in a pasted text or a file: its tokens only. */
export function withTokens(form: IncidentForm, found: LeakedTokens, fileName: string | null): IncidentForm {
  const { tokens, ...leftOut } = found;
  const known = new Set(tokensOf(form));
  const added = tokens.filter((token) => !known.has(token));
  const before = form.text.trim();
  return {
    ...form,
    fileName,
    hasTooMany: false,
    text: [...(before === '' ? [] : [before]), ...added].join('\n'),
    leftOut: {
      repeats: form.leftOut.repeats + leftOut.repeats + tokens.length - added.length,
      notTokens: [...form.leftOut.notTokens, ...leftOut.notTokens],
      notTokenCount: form.leftOut.notTokenCount + leftOut.notTokenCount,
      secrets: form.leftOut.secrets + leftOut.secrets,
    },
  };
}

/** Adds a pasted text; see {@link withTokens}. */
export function withPasted(form: IncidentForm, text: string): IncidentForm {
  try {
    return withTokens(form, readLeakedTokens(text), null);
  } catch {
    return { ...form, hasTooMany: true };
  }
}

/** Takes a text typed by hand; a secret key in it is removed. An empty field forgets what was left out before. */
export function withTyped(form: IncidentForm, text: string): IncidentForm {
  try {
    const { tokens, secrets } = readLeakedTokens(text);
    const leftOut = text === '' ? NOTHING : { ...form.leftOut, secrets: form.leftOut.secrets + secrets };
    return { ...form, text: secrets > 0 ? tokens.join('\n') : text, leftOut, hasTooMany: false };
  } catch {
    return { ...form, hasTooMany: true };
  }
}

/** Returns the tokens of the field. */
export function tokensOf({ text }: Pick<IncidentForm, 'text'>): readonly string[] {
  return readLeakedTokens(text).tokens;
}

/** The connections that are searched. Those whose keys are all to be disabled are chosen by hand. */
export function chosenConnections(
  { kind, connectionIds }: IncidentForm,
  connections: readonly ConnectionSummary[],
): readonly string[] {
  if (connectionIds !== null) {
    return connectionIds.filter((chosen) => connections.some(({ id }) => id === chosen));
  }
  const installations = connections.filter((one) => one.kind === 'installation');
  const chosen = installations.length > 0 ? installations : connections;
  return kind === 'everything' ? [] : chosen.map(({ id }) => id);
}

/** Whether the first day of the period is after its last one. */
export function isOutOfOrder({ createdFrom, createdTo }: IncidentForm): boolean {
  return createdFrom !== null && createdTo !== null && createdFrom.isAfter(createdTo, 'day');
}

/** Returns the criteria of a complete form; `null` if something is missing or wrong. */
export function criteriaOf(form: IncidentForm): IncidentCriteria | null {
  switch (form.kind) {
    case 'tokens': {
      const tokens = tokensOf(form);
      return tokens.length === 0 ? null : { kind: 'tokens', tokens: [...tokens] };
    }
    case 'account': {
      const username = form.username.trim();
      return username === '' ? null : { kind: 'account', username };
    }
    case 'role': {
      const role = form.role.trim();
      return role === '' ? null : { kind: 'role', role };
    }
    case 'period': {
      const days = [form.createdFrom, form.createdTo, form.usedSince];
      if (days.every((day) => day === null) || days.some((day) => day?.isValid() === false) || isOutOfOrder(form)) {
        return null;
      }
      return {
        kind: 'period',
        createdFrom: startOf(form.createdFrom),
        createdBefore: startOf(form.createdTo?.add(1, 'day') ?? null),
        usedSince: startOf(form.usedSince),
      };
    }
    case 'everything':
      return { kind: 'everything' };
  }
}

function startOf(day: Dayjs | null): string | null {
  return day === null ? null : day.startOf('day').toISOString();
}
