import MoreHoriz from '@mui/icons-material/MoreHoriz';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { AccountCoverage, CoveringKey } from '../../../shared/model/accountCoverage.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { Cell, FirstLine, SecondLine } from '../../components/tableParts.tsx';
import { accessText, accountName, coverageText, keyText, type TextSource } from './expiryTexts.ts';
import { AccountRow, MenuCell, TimelineCell } from './rowParts.tsx';
import { type Bar, layOutRow, type Place, type RowLayout, type Timeline } from './timeline.ts';
import { WHOLE_ROW } from './useGridCursor.ts';

/** Distance between the tops of two lines, in CSS pixels. */
const LINE_STEP = 26;
/** Space above and below the lines of a row, in CSS pixels. */
const ROW_PADDING = 22;
const MINIMUM_HEIGHT = 54;
/** Share of the timeline from which a gap has space for its label, in percent. */
const LABELLED_WIDTH = 24;
/** Share of the timeline from which a bar has space for the token, in percent. */
const TOKEN_WIDTH = 18;

/** Columns: account, timeline, access, actions. */
export const COLUMNS = 'minmax(128px, 1fr) minmax(280px, 3fr) 190px 44px';

/** Height of a row with so many lines, in CSS pixels. */
export function rowHeight(lines: number): number {
  return Math.max(MINIMUM_HEIGHT, ROW_PADDING + lines * LINE_STEP);
}

/** What a row does when it is used. Stable between renders. */
interface RowHandlers {
  readonly onKeyDown: (event: KeyboardEvent, account: AccountCoverage) => void;
  readonly onFocus: (accountId: string, item: number) => void;
  /** Shows all keys of an account, or only the last ones again. */
  readonly onExpand: (accountId: string) => void;
  readonly onOpen: (key: CoveringKey) => void;
  readonly onMenu: (anchor: HTMLElement, account: AccountCoverage, key: CoveringKey | undefined) => void;
}

/** Props of {@link ExpiryRow}. */
export interface ExpiryRowProps extends RowHandlers {
  readonly account: AccountCoverage;
  /** Index in the list, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  readonly timeline: Timeline;
  readonly isExpanded: boolean;
  /** The control in this row that is in the tab order, {@link WHOLE_ROW} for the row; `null` if none is. */
  readonly tabStop: number | null;
  readonly texts: TextSource;
}

/** An account with its keys on the timeline. Memoized: scrolling renders only the rows that come into view. */
export const ExpiryRow = memo(function ExpiryRow(props: ExpiryRowProps) {
  const { account, index, offset, timeline, isExpanded, tabStop, texts } = props;
  const { onKeyDown, onFocus, onExpand, onOpen, onMenu } = props;
  const { t } = texts;
  const { accountId } = account;
  const layout = layOutRow(account, timeline, isExpanded);
  const { bars, surplus } = layout;
  // The button that expands the row comes first, so that its place does not change.
  const firstBar = surplus > 0 ? 1 : 0;
  const lines = bars.length + firstBar;
  const access = accessText(account, texts);
  const coverage = coverageText(account, timeline.to, texts);
  const name = accountName(account);
  const cursor = (item: number) => ({
    'data-cursor': `${index}:${item}`,
    tabIndex: tabStop === item ? 0 : -1,
    onFocus: (event: { readonly stopPropagation: () => void }) => {
      event.stopPropagation();
      onFocus(accountId, item);
    },
  });
  const openMenu = (event: MouseEvent<HTMLElement>, covering?: CoveringKey): void => {
    event.preventDefault();
    event.stopPropagation();
    onMenu(event.currentTarget, account, covering);
  };
  return (
    <AccountRow
      role="row"
      aria-rowindex={index + 2}
      aria-label={`${name}: ${[access.label, access.detail].join(' ').trim()}; ${coverage}`}
      style={{ transform: `translateY(${offset}px)`, height: rowHeight(lines) }}
      {...cursor(WHOLE_ROW)}
      onKeyDown={(event) => onKeyDown(event, account)}
      onContextMenu={(event) => openMenu(event)}
    >
      <Cell role="gridcell" title={`${account.fullName}\n${account.username}`}>
        <FirstLine>
          <bdi>{account.fullName || account.username}</bdi>
        </FirstLine>
        <SecondLine>
          <bdi>{account.username}</bdi>
        </SecondLine>
      </Cell>
      <TimelineCell role="gridcell">
        <span className="expiry-coverage">{coverage}</span>
        <Gaps layout={layout} label={t('expiry.noValidKey')} hint={coverage} />
        {surplus > 0 && (
          <button
            type="button"
            className="expiry-more"
            aria-expanded={isExpanded}
            style={{ top: lineTop(0, lines) }}
            {...cursor(0)}
            onClick={() => onExpand(accountId)}
          >
            {isExpanded ? t('expiry.fewer') : t('expiry.more', { count: surplus })}
          </button>
        )}
        {bars.map((bar, place) => (
          <BarButton
            key={bar.covering.key.id}
            bar={bar}
            label={keyText(bar.covering, texts)}
            style={{ ...inPercent(bar), top: lineTop(firstBar + place, lines) }}
            {...cursor(firstBar + place)}
            onClick={() => onOpen(bar.covering)}
            onContextMenu={(event) => openMenu(event, bar.covering)}
          />
        ))}
      </TimelineCell>
      <Cell role="gridcell" title={[access.label, access.detail].join(' ').trim()}>
        <StatusChip tone={access.tone} label={access.label} />
        {access.detail !== '' && <SecondLine>{access.detail}</SecondLine>}
      </Cell>
      <MenuCell role="gridcell">
        <button
          type="button"
          className="expiry-action"
          aria-haspopup="menu"
          aria-label={t('expiry.menu.open', { name })}
          title={t('expiry.menu.open', { name })}
          {...cursor(lines)}
          onClick={(event) => openMenu(event)}
        >
          <MoreHoriz />
        </button>
      </MenuCell>
    </AccountRow>
  );
});

function Gaps({ layout, label, hint }: { readonly layout: RowLayout; readonly label: string; readonly hint: string }) {
  return layout.gaps.map((gap) => (
    <span key={gap.left} className="expiry-gap" style={inPercent(gap)} title={hint} aria-hidden>
      {gap.width >= LABELLED_WIDTH && <span className="expiry-gap-label">{label}</span>}
    </span>
  ));
}

function BarButton(props: {
  readonly bar: Bar;
  readonly label: string;
  readonly style: object;
  readonly onClick: () => void;
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
}) {
  const { bar, label, ...others } = props;
  const { covering, startsBefore, endsAfter, width } = bar;
  return (
    <button
      type="button"
      className="expiry-bar"
      data-role={covering.role}
      data-starts-before={startsBefore || undefined}
      data-ends-after={endsAfter || undefined}
      aria-label={label}
      title={label}
      {...others}
    >
      {width >= TOKEN_WIDTH ? shortToken(covering.key.token) : ''}
    </button>
  );
}

function lineTop(place: number, lines: number): number {
  return (rowHeight(lines) - lines * LINE_STEP) / 2 + place * LINE_STEP + 2;
}

function inPercent({ left, width }: Place): { readonly left: string; readonly width: string } {
  return { left: `${left}%`, width: `${width}%` };
}
