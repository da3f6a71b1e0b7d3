import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import { twoLines } from '../../../components/tableParts.tsx';
import type { TextCell } from '../../../components/textCell.tsx';
import type { Format } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/i18n.ts';

/** What cells with a time need. */
interface MomentSource {
  readonly format: Format;
  /** Milliseconds since the epoch, UTC; to the minute. */
  readonly now: number;
  /** One line per row. */
  readonly isCompact: boolean;
}

/** A time and its distance from now. @param title tooltip. */
export function momentCell(instant: string, { format, now, isCompact }: MomentSource, title?: string): TextCell {
  const time = format.dateTime(instant);
  const distance = format.fromNow(instant, now);
  return isCompact
    ? { className: 'table-cell table-time', title: [distance, title].filter(Boolean).join('\n'), children: time }
    : { className: 'table-cell table-time table-two-lines', title, children: twoLines(time, distance) };
}

/**
 * The last call of the account of a key in access logs, and in a tooltip that it is that of the account and not of the key.
 * @param seen `null` if no access logs were read.
 */
export function seenCell(username: string, seen: AccountsSeen | null, t: Translate, source: MomentSource): TextCell {
  const use = seen?.find(username) ?? null;
  const title = seen === null ? undefined : seenTitle(t, source.format, seen);
  return use?.lastCallAt == null
    ? {
        className: 'table-cell table-faint',
        title,
        children: seen !== null && t(use === null ? 'lastUse.noCall' : 'lastUse.none'),
      }
    : momentCell(use.lastCallAt, source, title);
}

/** Says that logs name the account and not the key, and which logs were read when. */
export function seenTitle(t: Translate, { date, dateTime }: Format, { from, to, readAt }: AccountsSeen): string {
  return t('lastUse.seenTitle', { from: date(from), to: date(to), readAt: dateTime(readAt) });
}
