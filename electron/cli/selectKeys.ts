import { foldText, searchWords } from '../../shared/foldText.ts';
import { type AuthenticationKey, keyStatus } from '../../shared/model/key.ts';
import { EXPORTED_STATES, type ExportedState, exportedState } from '../../shared/model/keyExport.ts';
import { CommandError } from './commandError.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exitCodes.ts';
import { FILTER_OPTIONS, STATUS_CHOICES } from './options.ts';
import { safeText } from './output/safeText.ts';
import { endAfter, periodOf } from './periods.ts';

/** Shortest beginning of a token that may stand for it. */
const MIN_PREFIX = 8;

/** Whether the command line names keys one by one, through a filter, or not at all. */
function selectionKind(
  { options }: CommandContext,
  operands: readonly string[],
): 'operands' | 'filter' | 'all' | 'none' {
  const hasFilter = FILTER_OPTIONS.some((name) => options[name] !== undefined);
  const hasAll = options.all === true;
  if (Number(operands.length > 0) + Number(hasFilter) + Number(hasAll) > 1) {
    throw new CommandError('optionsExclude', ['KEY', ...FILTER_OPTIONS.map((name) => `--${name}`), '--all']);
  }
  return operands.length > 0 ? 'operands' : hasFilter ? 'filter' : hasAll ? 'all' : 'none';
}

/**
 * Returns the keys that a change is about.
 * @throws CommandError if the command line names none, or an unknown or ambiguous one.
 */
export async function selectKeys(
  context: CommandContext,
  keys: readonly AuthenticationKey[],
  operands = context.operands,
): Promise<readonly AuthenticationKey[]> {
  switch (selectionKind(context, operands)) {
    case 'operands':
      return named(await operandsWithInput(context, operands), keys);
    case 'none':
      throw new CommandError('selectionMissing');
    default: {
      const matching = filterKeys(context, keys);
      if (matching.length === 0) {
        throw new CommandError('noKeyMatches', [], EXIT.notFound);
      }
      return matching;
    }
  }
}

/** Returns the keys that the filter options match, all without one. @throws CommandError for an invalid value. */
export function filterKeys(context: CommandContext, keys: readonly AuthenticationKey[]): readonly AuthenticationKey[] {
  const { status, account, search } = context.options;
  const within = context.options['expires-within'];
  const now = context.now();
  const statuses = typeof status === 'string' ? statusesOf(status) : null;
  const end = typeof within === 'string' ? endAfter(null, now, periodOf(within)) : null;
  const username = typeof account === 'string' ? foldText(account) : null;
  const words = typeof search === 'string' ? searchWords(search) : [];
  return keys.filter((key) => {
    const expiry = Date.parse(key.expirationDate);
    return (
      (statuses === null || statuses.has(exportedState(keyStatus(key, now, expiry)))) &&
      (within === undefined || (expiry > now && (end === null || expiry <= Date.parse(end)))) &&
      (username === null || foldText(key.username) === username) &&
      contains(key, words)
    );
  });
}

/** Returns the operands, with those on standard input, one per line, in the place of `-`. */
async function operandsWithInput(
  { terminal }: CommandContext,
  operands: readonly string[],
): Promise<readonly string[]> {
  const named: string[] = [];
  for (const operand of operands) {
    if (operand !== '-') {
      named.push(operand);
      continue;
    }
    for (let line = await terminal.readLine(); line !== null; line = await terminal.readLine()) {
      if (line.trim() !== '') {
        named.push(line.trim());
      }
    }
  }
  return named;
}

/** Returns the keys named by id, token, or the beginning of a token; each once. */
function named(operands: readonly string[], keys: readonly AuthenticationKey[]): readonly AuthenticationKey[] {
  const byName = new Map(keys.flatMap((key) => [[key.id, key] as const, [key.token.toLowerCase(), key] as const]));
  const found = operands.map(
    (operand) => byName.get(operand) ?? byName.get(operand.toLowerCase()) ?? byPrefix(operand, keys),
  );
  return [...new Set(found)];
}

function byPrefix(operand: string, keys: readonly AuthenticationKey[]): AuthenticationKey {
  // As the list shows it: `40572d43…fb2e`.
  const [, start = '', end = ''] = /^([\da-f]+)(?:…([\da-f]*))?$/i.exec(operand) ?? [];
  const matching =
    start.length < MIN_PREFIX
      ? []
      : keys.filter(({ token }) => {
          const folded = token.toLowerCase();
          return folded.startsWith(start.toLowerCase()) && folded.endsWith(end.toLowerCase());
        });
  const [key, ...others] = matching;
  if (key === undefined) {
    throw new CommandError('keyUnknown', [safeText(operand)], EXIT.notFound);
  }
  if (others.length > 0) {
    throw new CommandError('keyAmbiguous', [safeText(operand), matching.map(({ id }) => safeText(id)).join(', ')]);
  }
  return key;
}

function statusesOf(text: string): ReadonlySet<ExportedState> {
  const parts = text.split(',').map((part) => part.trim());
  const states = parts.map((part) => {
    const folded = part.toLowerCase().replaceAll('-', '');
    return EXPORTED_STATES.find((state) => state.toLowerCase() === folded);
  });
  const unknown = states.indexOf(undefined);
  if (unknown >= 0) {
    throw new CommandError('statusUnknown', [safeText(parts[unknown] ?? ''), STATUS_CHOICES.join(', ')]);
  }
  return new Set(states.filter((state) => state !== undefined));
}

function contains({ username, fullName, token, id }: AuthenticationKey, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = foldText(`${username}\n${fullName}\n${token}\n${id}`);
  return words.every((word) => text.includes(word));
}
