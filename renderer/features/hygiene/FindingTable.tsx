import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingKind } from '../../../shared/model/hygiene.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { CheckBox } from '../../components/CheckBox.tsx';
import { HEADER_HEIGHT, HeaderCell, HeaderLine, ROW_HEIGHT, TableFrame } from '../../components/tableParts.tsx';
import { useLatest } from '../../components/useLatest.ts';
import { useFormat } from '../../i18n/format.ts';
import { useHasRoom } from '../../shell/navigationFold.ts';
import { FindingRow, INSET, TIME_COLUMNS, type TimeColumn, tracksOf } from './FindingRow.tsx';

/** What a narrow window has space for: the times that a finding is about. */
function narrowTimes(kind: FindingKind): readonly TimeColumn[] {
  return kind === 'old' || kind === 'longLived'
    ? ['creationDate', 'expirationDate']
    : ['expirationDate', 'lastUsedDate'];
}

/** Tokens of the selected keys. */
export type SelectedTokens = ReadonlySet<string>;

/** Props of {@link FindingTable}. */
export interface FindingTableProps {
  readonly kind: FindingKind;
  /** Name of the finding. */
  readonly label: string;
  readonly keys: readonly AuthenticationKey[];
  readonly selected: SelectedTokens;
  /** How many of the keys are selected. */
  readonly selectedCount: number;
  readonly onSelect: (selected: SelectedTokens) => void;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly onOpen: (key: AuthenticationKey) => void;
  readonly onList: (key: AuthenticationKey) => void;
}

/** The keys of a finding as a table: focusable as a whole, scrolled with the arrow keys; its controls are in the tab order. */
export function FindingTable(props: FindingTableProps) {
  const { kind, label, keys, selected, selectedCount, onSelect, now, onOpen, onList } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const times = useHasRoom() ? TIME_COLUMNS : narrowTimes(kind);
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEADER_HEIGHT,
  });
  const latest = useLatest({ keys, selected, onSelect });
  const anchor = useRef<string | null>(null);
  const toggle = useCallback(
    (index: number, isRange: boolean) => {
      const { current } = latest;
      const toggled = current.keys[index];
      if (toggled === undefined) {
        return;
      }
      const from = isRange ? current.keys.findIndex(({ token }) => token === anchor.current) : -1;
      const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
      const isSelected = !current.selected.has(toggled.token);
      const next = new Set(current.selected);
      for (const { token } of current.keys.slice(first, last + 1)) {
        if (isSelected) {
          next.add(token);
        } else {
          next.delete(token);
        }
      }
      anchor.current = toggled.token;
      current.onSelect(next);
    },
    [latest],
  );
  const isAll = selectedCount === keys.length;
  return (
    <TableFrame ref={frame} role="table" aria-label={label} aria-rowcount={keys.length + 1} tabIndex={0}>
      <HeaderLine
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: tracksOf(times) }}
        sx={{ paddingLeft: INSET }}
      >
        <HeaderCell role="columnheader">
          <CheckBox
            label={t('keys.selectAll', { count: keys.length })}
            isChecked={isAll}
            isMixed={selectedCount > 0 && !isAll}
            onToggle={() => onSelect(isAll ? new Set() : new Set(keys.map(({ token }) => token)))}
          />
        </HeaderCell>
        {(['account', 'token', ...times, 'status', 'actions'] as const).map((name) => (
          <HeaderCell key={name} role="columnheader">
            {t(`hygiene.headers.${name}`)}
          </HeaderCell>
        ))}
      </HeaderLine>
      <Box role="rowgroup" sx={{ position: 'relative' }} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const key = keys[index];
          return key === undefined ? null : (
            <FindingRow
              key={key.token}
              shown={key}
              isSelected={selected.has(key.token)}
              index={index}
              offset={start}
              times={times}
              format={format}
              now={now}
              onToggle={toggle}
              onOpen={onOpen}
              onList={onList}
            />
          );
        })}
      </Box>
    </TableFrame>
  );
}
