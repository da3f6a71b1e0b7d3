import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, memo, useCallback, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyTableColumn } from '../../../../shared/model/keyView.ts';
import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import type { KeyTestResults } from '../../../api/keyTestQueries.ts';
import { HEADER_HEIGHT } from '../../../components/tableParts.tsx';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import type { Format } from '../../../i18n/format.ts';
import { KeyRow } from './KeyRow.tsx';
import { isKeySelected, type KeySelectionControl, useRangeToggle } from './keySelection.ts';
import { RowMenu } from './RowMenu.tsx';
import { rowElementOf, rowIndexOf } from './rowElements.ts';
import { rowLabels } from './rowLabels.ts';
import { RowSlots } from './rowSlots.ts';
import type { ShownKeys } from './shownKeys.ts';
import { RowGroup } from './tableLayout.tsx';
import { useFocusTarget } from './useFocusTarget.ts';
import { usePointedRow } from './usePointedRow.ts';
import { usePressedKeys } from './usePressedKeys.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useRowKeys } from './useRowKeys.ts';
import { useRowMenu } from './useRowMenu.ts';
import type { TableCommands } from './useStableCommands.ts';

/** Props of {@link KeyTableBody}. */
export interface KeyTableBodyProps extends KeySelectionControl, TableCommands {
  /** The scroll container; `null` until mounted. */
  readonly frame: HTMLElement | null;
  /** The filtered keys, in display order. */
  readonly keys: ShownKeys;
  /** The last result of each tested key, by token. */
  readonly tests: KeyTestResults;
  /** What access logs say about the accounts; `null` if none were read. */
  readonly seen: AccountsSeen | null;
  /** Of the times in the list. */
  readonly format: Format;
  readonly columns: readonly KeyTableColumn[];
  /** CSS pixels. */
  readonly rowHeight: number;
  readonly isCompact: boolean;
  /** Id of the key whose row gets the focus once it is the only one; `null` for none. */
  readonly focusTarget: string | null;
  readonly onTargetFocused: () => void;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly onSelectAll: () => void;
  /** Does something with all keys once they are known. */
  readonly whenListed: (action: () => void) => void;
}

/** The visible rows of the table. Separate from the header, which does not render while they scroll. */
export const KeyTableBody = memo(function KeyTableBody(props: KeyTableBodyProps) {
  const { frame, keys, tests, seen, format, columns, rowHeight, isCompact, selection, now } = props;
  const { onOpen, onCopyToken, onRotation, onSelectAll } = props;
  const { t } = useTranslation();
  const labels = useMemo(() => rowLabels(t), [t]);
  // Mutually dependent: the focus scrolls rows into view, and the focused row is always rendered.
  const scrollTo = useStableCallback((index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }));
  const focus = useRowFocus(keys, frame, scrollTo);
  const pressed = usePressedKeys(keys, focus.isSettling);
  useFocusTarget(keys, props.focusTarget, props.onTargetFocused, focus.focusRow);
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => frame,
    estimateSize: () => rowHeight,
    overscan: 3,
    scrollPaddingEnd: HEADER_HEIGHT,
    // The focused row stays mounted while others scroll past, otherwise the keyboard would lose its position.
    rangeExtractor: (range) => {
      const indexes = new Set(defaultRangeExtractor(range));
      indexes.add(Math.min(focus.index, range.count - 1));
      return [...indexes].sort((left, right) => left - right);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed height triggers the measurement
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const pointed = usePointedRow(virtualizer.isScrolling);
  const slots = useRef(new RowSlots()).current.assign(virtualizer.getVirtualIndexes(), focus.index);
  const tableId = useId();
  const idOf = (slot: number): string => `${tableId}-${slot}`;

  const { whenListed } = props;
  const toggleNow = useRangeToggle(keys, props);
  const toggle = useCallback(
    (index: number, isRange: boolean) => (isRange ? whenListed(() => toggleNow(index, true)) : toggleNow(index, false)),
    [toggleNow, whenListed],
  );
  const handleToggle = useCallback(
    (event: MouseEvent<HTMLInputElement>) => toggle(rowIndexOf(rowElementOf(event.currentTarget)), event.shiftKey),
    [toggle],
  );
  const menu = useRowMenu(keys, focus.isSettling);
  const handleKeyDown = useRowKeys(props, {
    keys,
    focus,
    toggle,
    selectAll: onSelectAll,
    scrollTo,
  });
  return (
    <>
      <RowGroup
        role="rowgroup"
        // The order of the elements is that of the slots: elements that are moved would be drawn anew.
        aria-owns={[...slots.values()].map(idOf).join(' ')}
        {...pressed}
        {...pointed.handlers}
        onKeyDown={(event) => {
          if (!menu.openByKey(event)) {
            handleKeyDown(event);
          }
        }}
        onContextMenu={menu.onContextMenu}
        onFocus={({ target }) => focus.setIndex(rowIndexOf(rowElementOf(target)))}
        onMouseDown={preventTextSelection}
        onDoubleClick={({ target }) => {
          const key = isControl(target) ? undefined : keys.keyAt(rowIndexOf(rowElementOf(target)));
          if (key !== undefined) {
            onOpen(key);
          }
        }}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {[...slots]
          .sort(([, one], [, other]) => one - other)
          .map(([index, slot]) => {
            const listed = keys.at(index);
            return (
              <KeyRow
                key={slot}
                id={idOf(slot)}
                listed={listed}
                test={(listed && tests.get(listed.key.token)) ?? null}
                seen={seen}
                columns={columns}
                isCompact={isCompact}
                index={index}
                offset={index * rowHeight}
                isSelected={listed !== undefined && isKeySelected(listed.key, selection)}
                isTabStop={index === focus.index}
                hasActions={index === focus.index || index === pointed.index}
                labels={labels}
                format={format}
                now={now}
                onToggle={handleToggle}
                onOpen={onOpen}
                onCopyToken={onCopyToken}
                onRotation={onRotation}
              />
            );
          })}
      </RowGroup>
      <RowMenu place={menu.place} menuOf={props.menuOf} onClose={menu.close} />
    </>
  );
});

/** The second press of a double click would select the word under the pointer. */
function preventTextSelection(event: MouseEvent): void {
  if (event.detail > 1) {
    event.preventDefault();
  }
}

/** Whether a double click belongs to a control of the row, or its surroundings. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('.key-control, .key-actions, button') !== null;
}
