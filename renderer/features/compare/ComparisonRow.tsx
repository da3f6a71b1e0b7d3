import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountDifference, AccountKeys, ComparedAccount } from '../../../shared/model/accountComparison.ts';
import { type ChipTone, StatusChip } from '../../components/StatusChip.tsx';
import { BodyLine, Cell, Faint, FirstLine, SecondLine, TimeCell } from '../../components/tableParts.tsx';
import type { Format } from '../../i18n/format.ts';
import type { ComparedNames } from './ComparisonTable.tsx';

/** Columns: account, first connection, second connection, difference. */
export const COLUMNS = 'minmax(104px, 2fr) minmax(140px, 1.3fr) minmax(140px, 1.3fr) minmax(104px, 1.6fr)';
/** Space to the left of the first column, in CSS pixels. */
export const INSET = '16px';

/** Only what lacks on one side has a strong colour. */
const TONES: Readonly<Record<AccountDifference, ChipTone>> = {
  onlyFirst: 'warning',
  onlySecond: 'warning',
  validFirst: 'warning',
  validSecond: 'warning',
  expiry: 'accent',
  none: 'neutral',
};

/** Props of {@link ComparisonRow}. */
export interface ComparisonRowProps {
  readonly account: ComparedAccount;
  /** Index in the list, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  readonly names: ComparedNames;
  readonly format: Format;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** An account with its keys on both sides. Memoized: scrolling renders only the rows that come into view. */
export const ComparisonRow = memo(function ComparisonRow(props: ComparisonRowProps) {
  const { account, index, offset, names, format, now } = props;
  const { t } = useTranslation();
  const { fullName, username, first, second, difference } = account;
  const label = t(`compare.difference.${difference}`, { ...names });
  return (
    <BodyLine
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: COLUMNS }}
      sx={{ paddingLeft: INSET }}
    >
      <Cell role="cell" title={`${fullName}\n${username}`}>
        <FirstLine>
          <bdi>{fullName || username}</bdi>
        </FirstLine>
        <SecondLine>
          <bdi>{username}</bdi>
        </SecondLine>
      </Cell>
      <KeysCell keys={first} format={format} now={now} />
      <KeysCell keys={second} format={format} now={now} />
      <Cell role="cell" title={label}>
        <StatusChip tone={TONES[difference]} label={label} />
      </Cell>
    </BodyLine>
  );
});

/** The key that lasts longest, its state and the number of keys. */
function KeysCell(props: { readonly keys: AccountKeys | null; readonly format: Format; readonly now: number }) {
  const { keys, format, now } = props;
  const { t } = useTranslation();
  if (keys === null) {
    return (
      <Cell role="cell">
        <Faint>{t('compare.noKey')}</Faint>
      </Cell>
    );
  }
  const { count, expiresAt, isValid, problem } = keys;
  const instant = new Date(expiresAt).toISOString();
  const isBlocked = problem !== null && expiresAt > now;
  const state = isValid
    ? format.fromNow(instant, now)
    : t(isBlocked ? `keys.states.${problem}` : 'keys.states.expired');
  const detail = `${state} · ${t('keys.count', { count })}`;
  return (
    <TimeCell role="cell" title={detail}>
      <div>{format.dateTime(instant)}</div>
      <SecondLine>{detail}</SecondLine>
    </TimeCell>
  );
}
