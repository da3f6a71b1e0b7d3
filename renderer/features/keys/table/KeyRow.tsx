import { type MouseEvent, memo } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { KeyTestResult } from '../../../../shared/model/keyTest.ts';
import type { KeyTableColumn } from '../../../../shared/model/keyView.ts';
import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import { CheckBox } from '../../../components/CheckBox.tsx';
import type { Format } from '../../../i18n/format.ts';
import { keyLabel } from '../../../i18n/keyLabel.ts';
import { keyCell } from './keyCell.tsx';
import type { ListedKey } from './listedKeys.ts';
import { RowActions } from './RowActions.tsx';
import type { RowLabels } from './rowLabels.ts';
import { ActionsCell, BodyRow, ControlCell, PlaceholderCell } from './tableLayout.tsx';

/** Props of {@link KeyRow}. */
export interface KeyRowProps {
  readonly id: string;
  /** `undefined` until the key has arrived. */
  readonly listed: ListedKey | undefined;
  /** The last result of a test of this key, also of an earlier version of it; `null` if there is none. */
  readonly test: KeyTestResult | null;
  /** What access logs say about the accounts; `null` if none were read. */
  readonly seen: AccountsSeen | null;
  readonly columns: readonly KeyTableColumn[];
  /** One line per row. */
  readonly isCompact: boolean;
  /** Index among the shown rows, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  readonly isSelected: boolean;
  /** True for the one row in the tab order. */
  readonly isTabStop: boolean;
  /** Whether it has its action buttons. */
  readonly hasActions: boolean;
  readonly labels: RowLabels;
  readonly format: Format;
  /** Milliseconds since the epoch, UTC; to the minute. */
  readonly now: number;
  readonly onToggle: (event: MouseEvent<HTMLInputElement>) => void;
  readonly onOpen: (key: AuthenticationKey) => void;
  readonly onCopyToken: (key: AuthenticationKey) => void;
  readonly onRotation: (rotation: Rotation) => void;
}

/**
 * One key in the table. Memoized: scrolling renders only the rows that come into view. Its events are handled by the
 * container of the rows.
 */
export const KeyRow = memo(function KeyRow(props: KeyRowProps) {
  const { listed, columns, index, offset, isSelected, isTabStop, hasActions, labels } = props;
  const { onToggle, onOpen, onCopyToken } = props;
  const row = {
    id: props.id,
    role: 'row',
    'aria-rowindex': index + 2,
    tabIndex: isTabStop ? 0 : -1,
    style: { transform: `translateY(${offset}px)` },
  };
  if (listed === undefined) {
    return (
      <BodyRow {...row} aria-busy>
        <PlaceholderCell role="gridcell" />
      </BodyRow>
    );
  }
  const { key } = listed;
  return (
    <BodyRow {...row} aria-selected={isSelected} aria-haspopup="menu">
      <ControlCell role="gridcell">
        <CheckBox label={keyLabel(key)} isChecked={isSelected} tabIndex={isTabStop ? 0 : -1} onToggle={onToggle} />
      </ControlCell>
      {columns.map((column) => keyCell(column, { ...props, listed }))}
      {hasActions && (
        <ActionsCell role="gridcell">
          <RowActions listedKey={key} isTabStop={isTabStop} labels={labels} onOpen={onOpen} onCopyToken={onCopyToken} />
        </ActionsCell>
      )}
    </BodyRow>
  );
});
