import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import MoreHoriz from '@mui/icons-material/MoreHorizOutlined';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { isCurrentResult, type KeyTestResult } from '../../../../shared/model/keyTest.ts';
import type { KeyTableColumn } from '../../../../shared/model/keyView.ts';
import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { CheckBox } from '../../../components/CheckBox.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { ariaShortcut, shortcutText } from '../../../components/shortcuts.ts';
import { Cell, Faint, FirstLine, SecondLine, TimeCell } from '../../../components/tableParts.tsx';
import type { Format } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/i18n.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { NoteCell } from '../notes/NoteCell.tsx';
import { RotationMark } from '../rotation/RotationMark.tsx';
import { TestMark } from '../test/TestMark.tsx';
import type { ListedKey } from './listedKeys.ts';
import { MomentCell, SeenCell } from './momentCells.tsx';
import { statusText } from './statusText.ts';
import { ActionsCell, BodyRow, ControlCell } from './tableLayout.tsx';

/** Texts of the rows, translated once instead of in each row and cell. */
export interface RowLabels {
  readonly t: Translate;
  readonly copyToken: string;
  /** Includes the shortcut. */
  readonly copyTokenTitle: string;
  readonly open: string;
  readonly noUse: string;
}

/** Translates the {@link RowLabels}. */
export function rowLabels(t: Translate): RowLabels {
  return {
    t,
    copyToken: t('keys.copyToken'),
    copyTokenTitle: `${t('keys.copyToken')} (${shortcutText('C')})`,
    open: t('keys.open'),
    noUse: t('keys.noUse'),
  };
}

/** Props of {@link KeyRow}. */
export interface KeyRowProps {
  readonly listed: ListedKey;
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
  readonly labels: RowLabels;
  readonly format: Format;
  /** Milliseconds since the epoch, UTC; to the minute. */
  readonly now: number;
  readonly onKeyDown: (event: KeyboardEvent, index: number) => void;
  readonly onFocus: (index: number) => void;
  readonly onToggle: (event: MouseEvent<HTMLInputElement>, index: number) => void;
  readonly onOpen: (key: AuthenticationKey) => void;
  readonly onCopyToken: (key: AuthenticationKey) => void;
  readonly onRotation: (rotation: Rotation) => void;
}

const COPY_KEYS = ariaShortcut('C');
/** Constant elements, so that a row keeps them when it is reused for another key. */
const COPY_SIGN = <ContentCopy />;
const OPEN_SIGN = <MoreHoriz />;

/** One key in the table. Memoized: scrolling renders only the rows that come into view. */
export const KeyRow = memo(function KeyRow(props: KeyRowProps) {
  const {
    listed,
    test,
    seen,
    columns,
    isCompact,
    index,
    offset,
    isSelected,
    isTabStop,
    labels,
    format,
    now,
    onKeyDown,
    onFocus,
    onToggle,
  } = props;
  const { onOpen, onCopyToken, onRotation } = props;
  const { key } = listed;
  const token = shortToken(key.token);
  return (
    <BodyRow
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      style={{ top: offset }}
      onKeyDown={(event) => onKeyDown(event, index)}
      onFocus={() => onFocus(index)}
      onMouseDown={preventTextSelection}
      onDoubleClick={() => onOpen(key)}
    >
      <ControlCell role="gridcell" onDoubleClick={stopPropagation}>
        <CheckBox
          label={labels.t('keys.rowLabel', { fullName: key.fullName, username: key.username, token })}
          isChecked={isSelected}
          tabIndex={isTabStop ? 0 : -1}
          onToggle={(event) => onToggle(event, index)}
        />
      </ControlCell>
      {columns.map((column) => (
        <KeyCell
          key={column}
          column={column}
          listed={listed}
          test={test}
          seen={seen}
          token={token}
          isCompact={isCompact}
          labels={labels}
          format={format}
          now={now}
          isTabStop={isTabStop}
          onRotation={onRotation}
        />
      ))}
      <ActionsCell role="gridcell" onDoubleClick={stopPropagation}>
        <RowActions listedKey={key} labels={labels} isTabStop={isTabStop} onOpen={onOpen} onCopyToken={onCopyToken} />
      </ActionsCell>
    </BodyRow>
  );
});

/** Action buttons of a row. */
function RowActions({
  listedKey: key,
  labels,
  isTabStop,
  onOpen,
  onCopyToken,
}: Pick<KeyRowProps, 'labels' | 'isTabStop' | 'onOpen' | 'onCopyToken'> & { readonly listedKey: AuthenticationKey }) {
  return (
    <>
      <button
        className="key-action"
        type="button"
        title={labels.copyTokenTitle}
        aria-label={labels.copyToken}
        aria-keyshortcuts={COPY_KEYS}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => onCopyToken(key)}
      >
        {COPY_SIGN}
      </button>
      <button
        className="key-action"
        type="button"
        title={labels.open}
        aria-label={labels.open}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => onOpen(key)}
      >
        {OPEN_SIGN}
      </button>
    </>
  );
}

function stopPropagation(event: MouseEvent): void {
  event.stopPropagation();
}

/** The second press of a double click would select the word under the pointer. */
function preventTextSelection(event: MouseEvent): void {
  if (event.detail > 1) {
    event.preventDefault();
  }
}

interface KeyCellProps
  extends Pick<
    KeyRowProps,
    'listed' | 'test' | 'seen' | 'isCompact' | 'labels' | 'format' | 'now' | 'isTabStop' | 'onRotation'
  > {
  readonly column: KeyTableColumn;
  readonly token: string;
}

function KeyCell(props: KeyCellProps) {
  const { column, listed, test, token, isCompact, labels, format, now } = props;
  const { key } = listed;
  switch (column) {
    case 'userName':
      return (
        <Cell role="gridcell" title={`${key.fullName}\n${key.username}`}>
          <FirstLine>{key.fullName || key.username}</FirstLine>
          {!isCompact && (
            <SecondLine>{[key.username, key.systemRoles.join(', ') || '—'].map(isolated).join(' · ')}</SecondLine>
          )}
        </Cell>
      );
    case 'token':
      return (
        <Cell role="gridcell">
          <span className="key-token">{token}</span>
        </Cell>
      );
    case 'created':
      return <TimeCell role="gridcell">{format.dateTime(key.creationDate)}</TimeCell>;
    case 'expires':
      return <MomentCell instant={key.expirationDate} {...props} />;
    case 'lastUsed':
      return key.lastUsedDate === null ? (
        <Cell role="gridcell">
          <Faint>{labels.noUse}</Faint>
        </Cell>
      ) : (
        <MomentCell instant={key.lastUsedDate} {...props} />
      );
    case 'accountSeen':
      return <SeenCell username={key.username} t={labels.t} {...props} />;
    case 'notes':
      return <NoteCell note={listed.note} isCompact={isCompact} />;
    case 'status': {
      return (
        <Cell role="gridcell">
          <StatusChip {...statusText(labels.t, listed.status)} />
          {listed.rotation !== undefined && (
            <RotationMark
              rotation={listed.rotation}
              rowKey={key}
              isTabStop={props.isTabStop}
              t={labels.t}
              format={format}
              onOpen={props.onRotation}
            />
          )}
          {test !== null && isCurrentResult(test, key) && (
            <TestMark result={test} isCompact={isCompact} t={labels.t} format={format} now={now} />
          )}
        </Cell>
      );
    }
  }
}
