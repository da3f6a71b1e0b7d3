import { keyTestText } from '../../../shared/keyTestTexts/keyTestText.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import type { Language } from '../../../shared/model/language.ts';
import type { Rotation, RotationProblem } from '../../../shared/model/rotation.ts';
import { isErrorProblem, isKeyTestProblem } from '../../../shared/model/rotation.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { currentZoneName } from '../../../shared/model/zoneNames.ts';
import { type RotationTexts, rotationTexts } from '../../../shared/rotationTexts/rotationTexts.ts';
import { plain } from '../files/markdown.ts';

/** What a checklist is written for. */
export interface ChecklistRequest {
  readonly connection: Pick<ConnectionSummary, 'kind' | 'name' | 'address' | 'environment'>;
  readonly rotations: readonly Rotation[];
  readonly language: Language;
  /** IANA name of the user's time zone; `null` if the system does not name a known one: times are in UTC then. */
  readonly timeZone: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Returns rotations as a checklist in Markdown (CommonMark with tables and check boxes, as trackers show it), for the
 * ticket of a change. Contains no secret and no full token.
 */
export function rotationChecklist({ connection, rotations, language, timeZone, now }: ChecklistRequest): string {
  const texts = rotationTexts(language);
  const { checklist } = texts;
  const time = timesIn(language, timeZone);
  const name = connection.kind === 'sample' ? checklist.sample : connection.name;
  const head = [
    `# ${checklist.title(rotations.length)} – ${plain(name)}`,
    '',
    `- ${checklist.connection}: ${plain(name)}`,
    `- ${checklist.environment}: ${checklist.environments[connection.environment]}`,
    `- ${checklist.address}: ${plain(connection.address)}`,
    `- ${checklist.asOf}: ${time(new Date(now).toISOString())}`,
    `- ${checklist.zone}: ${timeZone === null ? 'UTC' : currentZoneName(timeZone)}`,
  ];
  const parts = rotations.map((rotation, index) => rotationPart(rotation, index + 1, texts, language, time));
  return `${[...head, ...parts.flatMap((part) => ['', ...part])].join('\n')}\n`;
}

function rotationPart(
  rotation: Rotation,
  number: number,
  { states, problems, checklist }: RotationTexts,
  language: Language,
  time: (instant: string) => string,
): readonly string[] {
  const { account, oldKey, newKey, state, startedAt, testedAt, oldExpiryBefore, oldExpiryAfter, problem } = rotation;
  const oldExpiry = oldExpiryAfter ?? oldExpiryBefore;
  const isShortened = oldExpiryAfter !== null && oldExpiryAfter !== oldExpiryBefore;
  const oldExpires = [
    oldExpiry === null ? checklist.none : time(oldExpiry),
    ...(isShortened && oldExpiryBefore !== null ? [`(${checklist.before(time(oldExpiryBefore))})`] : []),
  ].join(' ');
  const { steps } = checklist;
  const step = (name: keyof typeof steps, doneAt: string | null, isDone = doneAt !== null): string =>
    isDone
      ? `- [x] ${steps[name]}${doneAt === null ? '' : `: ${doneAt}`}`
      : `- [ ] ${steps[name]} – ${checklist.signature}`;
  const isEnded = state === 'ended';
  return [
    `## ${number}. ${plain(account.username)} – ${plain(account.fullName)}`,
    '',
    `| ${checklist.key} | ${checklist.id} | ${checklist.token} | ${checklist.expires} |`,
    '| --- | --- | --- | --- |',
    keyRow(checklist.oldKey, oldKey, oldExpires),
    newKey === null
      ? `| ${checklist.newKey} | ${checklist.none} | ${checklist.none} | ${time(rotation.newExpiry)} |`
      : keyRow(checklist.newKey, newKey, time(rotation.newExpiry)),
    '',
    `${checklist.state}: ${states[state]}`,
    ...(problem === null ? [] : ['', `${checklist.problem}: ${problemText(problem, problems, language)}`]),
    '',
    step('created', newKey === null ? null : time(startedAt)),
    step('handedOver', null),
    step('tested', testedAt === null ? null : time(testedAt)),
    step('shortened', isShortened || isEnded ? time(oldExpiry ?? startedAt) : null),
    step('changed', null),
    step('ended', isEnded && oldExpiryAfter !== null ? time(oldExpiryAfter) : null, isEnded),
    step('deleted', null),
  ];
}

function keyRow(label: string, { id, token }: KeyReference, expires: string): string {
  return `| ${label} | ${plain(id)} | ${plain(shortToken(token))} | ${expires} |`;
}

function problemText(
  { code, detail }: RotationProblem,
  problems: RotationTexts['problems'],
  language: Language,
): string {
  const cause = detail === null ? '' : ` (${plain(detail)})`;
  if (isErrorProblem(code)) {
    return `${plain(code)}${cause}`;
  }
  return isKeyTestProblem(code) ? `${plain(keyTestText(language, code).title)}${cause}` : problems[code].title;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };

function timesIn(language: Language, timeZone: string | null): (instant: string) => string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timeZone ?? 'UTC',
  });
  return (instant) => format.format(new Date(instant));
}
