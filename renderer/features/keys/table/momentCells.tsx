import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import { Cell, Faint, SecondLine, TimeCell } from '../../../components/tableParts.tsx';
import type { Format } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/i18n.ts';

/** What cells with a time need. */
interface MomentProps {
  readonly format: Format;
  /** Milliseconds since the epoch, UTC; to the minute. */
  readonly now: number;
  /** One line per row. */
  readonly isCompact: boolean;
}

/** Props of {@link MomentCell}. */
export interface MomentCellProps extends MomentProps {
  readonly instant: string;
  /** Tooltip. */
  readonly title?: string | undefined;
}

/** A time and its distance from now. */
export function MomentCell({ instant, format, now, isCompact, title }: MomentCellProps) {
  const distance = format.fromNow(instant, now);
  return isCompact ? (
    <TimeCell role="gridcell" title={[distance, title].filter(Boolean).join('\n')}>
      {format.dateTime(instant)}
    </TimeCell>
  ) : (
    <TimeCell role="gridcell" title={title}>
      <div>{format.dateTime(instant)}</div>
      <SecondLine>{distance}</SecondLine>
    </TimeCell>
  );
}

/** Props of {@link SeenCell}. */
export interface SeenCellProps extends MomentProps {
  readonly username: string;
  /** `null` if no access logs were read. */
  readonly seen: AccountsSeen | null;
  readonly t: Translate;
}

/** The last call of the account of a key in access logs, and in a tooltip that it is that of the account and not of the key. */
export function SeenCell({ username, seen, t, ...moment }: SeenCellProps) {
  const use = seen?.find(username) ?? null;
  const title = seen === null ? undefined : seenTitle(t, moment.format, seen);
  return use?.lastCallAt == null ? (
    <Cell role="gridcell" title={title}>
      <Faint>{seen !== null && t(use === null ? 'lastUse.noCall' : 'lastUse.none')}</Faint>
    </Cell>
  ) : (
    <MomentCell instant={use.lastCallAt} title={title} {...moment} />
  );
}

/** Says that logs name the account and not the key, and which logs were read when. */
export function seenTitle(t: Translate, { date, dateTime }: Format, { from, to, readAt }: AccountsSeen): string {
  return t('lastUse.seenTitle', { from: date(from), to: date(to), readAt: dateTime(readAt) });
}
