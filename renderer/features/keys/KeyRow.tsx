import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import MoreHoriz from '@mui/icons-material/MoreHorizOutlined';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { CheckBox } from '../../components/CheckBox.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { ariaShortcut, shortcutText } from '../../components/shortcuts.ts';
import { Cell, FirstLine, Moment, SecondLine } from '../../components/tableParts.ts';
import type { Format } from '../../i18n/format.ts';
import type { ListedKey } from './filterKeys.ts';
import { statusText } from './statusText.ts';
import { BodyRow, ControlCell, RowAction, Token } from './tableLayout.ts';

/** Props of {@link KeyRow}. */
export interface KeyRowProps {
  readonly listed: ListedKey;
  /** Position among the rows that are shown, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  readonly isSelected: boolean;
  /** True for the one row that the Tab key reaches. */
  readonly isTabStop: boolean;
  readonly format: Format;
  readonly onKeyDown: (event: KeyboardEvent, index: number) => void;
  readonly onFocus: (index: number) => void;
  readonly onToggle: (event: MouseEvent<HTMLInputElement>, index: number) => void;
  readonly onOpen: (key: AuthenticationKey) => void;
  readonly onCopyToken: (key: AuthenticationKey) => void;
}

/** One key in the table. Memoised: scrolling draws only the rows that come into view. */
export const KeyRow = memo(function KeyRow(props: KeyRowProps) {
  const { listed, index, offset, isSelected, isTabStop, format, onKeyDown, onFocus, onToggle } = props;
  const { onOpen, onCopyToken } = props;
  const { t } = useTranslation();
  const { key } = listed;
  const status = statusText(t, listed.status);
  const token = shortToken(key.token);
  return (
    <BodyRow
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      style={{ transform: `translateY(${offset}px)` }}
      onKeyDown={(event) => onKeyDown(event, index)}
      onFocus={() => onFocus(index)}
      onDoubleClick={() => onOpen(key)}
    >
      <ControlCell role="gridcell" onDoubleClick={(event) => event.stopPropagation()}>
        <CheckBox
          label={t('keys.rowLabel', { fullName: key.fullName, username: key.username, token })}
          isChecked={isSelected}
          tabIndex={isTabStop ? 0 : -1}
          onToggle={(event) => onToggle(event, index)}
        />
      </ControlCell>
      <Cell role="gridcell" title={`${key.fullName}\n${key.username}`}>
        <FirstLine>{key.fullName || key.username}</FirstLine>
        <SecondLine>{[key.username, key.systemRoles.join(', ') || '—'].join(' · ')}</SecondLine>
      </Cell>
      <Cell role="gridcell">
        <Token>{token}</Token>
      </Cell>
      <Cell role="gridcell">
        <Moment>{format.dateTime(key.creationDate)}</Moment>
      </Cell>
      <Cell role="gridcell">
        <Moment>{format.dateTime(key.expirationDate)}</Moment>
      </Cell>
      <Cell role="gridcell">
        <StatusChip tone={status.tone} label={status.label} />
      </Cell>
      <ControlCell role="gridcell" className="quiet" onDoubleClick={(event) => event.stopPropagation()}>
        <RowAction
          type="button"
          title={`${t('keys.copyToken')} (${shortcutText('C')})`}
          aria-label={t('keys.copyToken')}
          aria-keyshortcuts={ariaShortcut('C')}
          tabIndex={isTabStop ? 0 : -1}
          onClick={() => onCopyToken(key)}
        >
          <ContentCopy />
        </RowAction>
        <RowAction
          type="button"
          title={t('keys.open')}
          aria-label={t('keys.open')}
          tabIndex={isTabStop ? 0 : -1}
          onClick={() => onOpen(key)}
        >
          <MoreHoriz />
        </RowAction>
      </ControlCell>
    </BodyRow>
  );
});
