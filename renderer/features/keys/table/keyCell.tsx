import type { JSX } from 'react';
import { isCurrentResult, type KeyTestResult } from '../../../../shared/model/keyTest.ts';
import type { KeyTableColumn } from '../../../../shared/model/keyView.ts';
import type { AccountsSeen } from '../../../../shared/model/lastUse.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { nameLines } from '../../../components/tableParts.tsx';
import { type TextCell, textCell } from '../../../components/textCell.tsx';
import type { Format } from '../../../i18n/format.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { noteCell } from '../notes/noteCell.ts';
import { RotationMark } from '../rotation/RotationMark.tsx';
import { TestMark } from '../test/TestMark.tsx';
import type { ListedKey } from './listedKeys.ts';
import { momentCell, seenCell } from './momentCells.ts';
import type { RowLabels } from './rowLabels.ts';

/** What the cells of a row are made from. */
export interface CellSource {
  readonly listed: ListedKey;
  /** The last result of a test of this key, also of an earlier version of it; `null` if there is none. */
  readonly test: KeyTestResult | null;
  /** What access logs say about the accounts; `null` if none were read. */
  readonly seen: AccountsSeen | null;
  /** One line per row. */
  readonly isCompact: boolean;
  readonly isTabStop: boolean;
  readonly labels: RowLabels;
  readonly format: Format;
  /** Milliseconds since the epoch, UTC; to the minute. */
  readonly now: number;
  readonly onRotation: (rotation: Rotation) => void;
}

/** What a row shows in a column. */
export function keyCell(column: KeyTableColumn, source: CellSource): JSX.Element {
  return textCell(column, cellOf(column, source));
}

function cellOf(column: KeyTableColumn, source: CellSource): TextCell {
  const { listed, seen, isCompact, labels, format } = source;
  const { key } = listed;
  switch (column) {
    case 'userName':
      return nameCell(source);
    case 'token':
      return { className: 'table-cell key-token', children: shortToken(key.token) };
    case 'created':
      return { className: 'table-cell table-time', children: format.dateTime(key.creationDate) };
    case 'expires':
      return momentCell(key.expirationDate, source);
    case 'lastUsed':
      return key.lastUsedDate === null
        ? { className: 'table-cell table-faint', children: labels.noUse }
        : momentCell(key.lastUsedDate, source);
    case 'accountSeen':
      return seenCell(key.username, seen, labels.t, source);
    case 'notes':
      return noteCell(listed.note, isCompact);
    case 'status':
      return statusCell(source);
  }
}

function nameCell({ listed, isCompact }: CellSource): TextCell {
  const { fullName, username, systemRoles } = listed.key;
  const name = fullName || username;
  const title = `${fullName}\n${username}`;
  return isCompact
    ? { className: 'table-cell table-name', title, children: name }
    : {
        className: 'table-cell table-name table-two-lines',
        title,
        children: nameLines(name, `${isolated(username)} · ${isolated(systemRoles.join(', ') || '—')}`),
      };
}

/** The cell itself is the chip, unless there is a mark of the key's rotation or test beside it. */
function statusCell({ listed, test, isCompact, isTabStop, labels, format, now, onRotation }: CellSource): TextCell {
  const { key, status, rotation } = listed;
  const { tone, label, hint } = labels.status(status);
  const result = test !== null && isCurrentResult(test, key) ? test : null;
  if (rotation === undefined && result === null) {
    return { className: 'status-chip key-status', title: hint, tone, children: label };
  }
  const { t } = labels;
  return {
    className: 'table-cell key-marked-status',
    children: (
      <>
        <StatusChip tone={tone} label={label} hint={hint} />
        {rotation !== undefined && (
          <RotationMark
            rotation={rotation}
            rowKey={key}
            isTabStop={isTabStop}
            t={t}
            format={format}
            onOpen={onRotation}
          />
        )}
        {result !== null && <TestMark result={result} isCompact={isCompact} t={t} format={format} now={now} />}
      </>
    ),
  };
}
