import Box from '@mui/material/Box';
import { visuallyHidden } from '@mui/utils';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountCoverage, CoveringKey } from '../../../shared/model/accountCoverage.ts';
import { HEADER_HEIGHT, HeaderCell, HeaderLine, TableFrame } from '../../components/tableParts.tsx';
import { useLatest } from '../../components/useLatest.ts';
import { useFormat } from '../../i18n/format.ts';
import { useTimeZone } from '../../i18n/timeZone.ts';
import { COLUMNS, ExpiryRow, rowHeight } from './ExpiryRow.tsx';
import { ExpiryRows } from './expiryStyles.ts';
import type { TextSource } from './expiryTexts.ts';
import { RowMenu, type RowMenuPlace } from './RowMenu.tsx';
import { TimelineHeader } from './TimelineHeader.tsx';
import { calendarUnits, countLines, placeOf, type Timeline } from './timeline.ts';
import { useGridCursor } from './useGridCursor.ts';
import type { KeyActions } from './useKeyActions.ts';

/** Props of {@link ExpiryTable}. */
export interface ExpiryTableProps {
  /** The shown accounts, in display order; at least one. */
  readonly accounts: readonly AccountCoverage[];
  readonly timeline: Timeline;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly actions: KeyActions;
}

/** The accounts as a grid with a timeline of their keys; keyboard: arrow keys, Enter for the properties of a key. */
export function ExpiryTable({ accounts, timeline, now, actions }: ExpiryTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<RowMenuPlace | null>(null);
  const texts = useMemo<TextSource>(() => ({ t, format, now }), [t, format, now]);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const linesOf = useCallback(
    (account: AccountCoverage) => countLines(account, timeline, expanded.has(account.accountId)),
    [timeline, expanded],
  );
  // One control per line, and after them the menu button.
  const countItems = useCallback((account: AccountCoverage) => linesOf(account) + 1, [linesOf]);
  const cursor = useGridCursor(accounts, frame, countItems, (row) => virtualizer.scrollToIndex(row, { align: 'auto' }));
  const virtualizer = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => frame.current,
    getItemKey: (index) => accounts[index]?.accountId ?? index,
    estimateSize: (index) => {
      const account = accounts[index];
      return rowHeight(account === undefined ? 0 : linesOf(account));
    },
    overscan: 6,
    scrollPaddingEnd: HEADER_HEIGHT,
    // The focused row stays mounted while others scroll past, otherwise the keyboard would lose its position.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), cursor.row])].sort((a, b) => a - b),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights depend on the accounts and their lines
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, accounts, linesOf]);

  const latest = useLatest({ cursor, actions });
  const handleExpand = useCallback(
    (id: string) =>
      setExpanded((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id])),
    [],
  );
  const handleOpen = useCallback(({ key }: CoveringKey) => latest.current.actions.open(key), [latest]);
  const handleKeyDown = useCallback(
    (event: KeyboardEvent, account: AccountCoverage) => {
      const key = account.keys.at(-1);
      if (event.key === 'Enter' && event.target === event.currentTarget && key !== undefined) {
        event.preventDefault();
        latest.current.actions.open(key.key);
      } else {
        latest.current.cursor.move(event);
      }
    },
    [latest],
  );
  const handleFocus = useCallback((id: string, item: number) => latest.current.cursor.follow(id, item), [latest]);
  const handleMenu = useCallback(
    (anchor: HTMLElement, account: AccountCoverage, covering = account.keys.at(-1)) =>
      setMenu(covering === undefined ? null : { anchor, account, key: covering.key }),
    [],
  );
  return (
    <TableFrame ref={frame} role="grid" aria-label={t('expiry.table')} aria-rowcount={accounts.length + 1}>
      <HeaderLine role="row" aria-rowindex={1} style={{ gridTemplateColumns: COLUMNS }} sx={HEADER}>
        <HeaderCell role="columnheader">{t('expiry.account')}</HeaderCell>
        <Box role="columnheader" sx={{ position: 'relative', height: '100%', marginRight: 1.5 }}>
          <Box component="span" sx={visuallyHidden}>
            {t('expiry.timeline', {
              from: format.date(new Date(timeline.from).toISOString()),
              to: format.date(new Date(timeline.to - 1).toISOString()),
            })}
          </Box>
          <TimelineHeader timeline={timeline} />
        </Box>
        <HeaderCell role="columnheader">{t('expiry.access')}</HeaderCell>
        <Box role="columnheader" sx={{ position: 'relative' }}>
          <Box component="span" sx={visuallyHidden}>
            {t('expiry.actions')}
          </Box>
        </Box>
      </HeaderLine>
      <ExpiryRows role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        <CalendarLines timeline={timeline} now={now} label={t('expiry.today')} />
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const account = accounts[index];
          return account === undefined ? null : (
            <ExpiryRow
              key={account.accountId}
              account={account}
              index={index}
              offset={start}
              timeline={timeline}
              isExpanded={expanded.has(account.accountId)}
              tabStop={index === cursor.row ? cursor.item : null}
              texts={texts}
              onKeyDown={handleKeyDown}
              onFocus={handleFocus}
              onExpand={handleExpand}
              onOpen={handleOpen}
              onMenu={handleMenu}
            />
          );
        })}
      </ExpiryRows>
      <RowMenu place={menu} actions={actions} onClose={() => setMenu(null)} />
    </TableFrame>
  );
}

/** Lines behind all rows: the begins of days, weeks or months, and now. */
function CalendarLines(props: { readonly timeline: Timeline; readonly now: number; readonly label: string }) {
  const { timeline, now, label } = props;
  const zone = useTimeZone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days are those of the zone
  const lines = useMemo(
    () =>
      calendarUnits(timeline, LINES[timeline.days])
        .slice(1)
        .map(({ from }) => placeOf(from, timeline)),
    [timeline, zone],
  );
  return (
    <Box aria-hidden sx={BEHIND} style={{ gridTemplateColumns: COLUMNS }}>
      <Box sx={{ gridColumn: 2, position: 'relative', marginRight: 1.5 }}>
        {lines.map((left) => (
          <span key={left} className="expiry-grid" style={{ left: `${left}%` }} />
        ))}
        <span className="expiry-now" title={label} style={{ left: `${placeOf(now, timeline)}%` }} />
      </Box>
    </Box>
  );
}

const LINES = { 30: 'day', 90: 'week', 365: 'month' } as const;
const HEADER = { paddingLeft: 2 } as const;
const BEHIND = { position: 'absolute', inset: 0, display: 'grid', paddingLeft: 2, pointerEvents: 'none' } as const;
