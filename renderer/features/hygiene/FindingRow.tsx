import ListAlt from '@mui/icons-material/ListAltOutlined';
import MoreHoriz from '@mui/icons-material/MoreHorizOutlined';
import IconButton from '@mui/material/IconButton';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuthenticationKey, keyStatus } from '../../../shared/model/key.ts';
import { exportedState } from '../../../shared/model/keyExport.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { CheckBox } from '../../components/CheckBox.tsx';
import { type ChipTone, StatusChip } from '../../components/StatusChip.tsx';
import { BodyLine, Cell, Faint, FirstLine, SecondLine, TimeCell } from '../../components/tableParts.tsx';
import type { Format } from '../../i18n/format.ts';
import { keyLabel } from '../../i18n/keyLabel.ts';
import { MONOSPACE } from '../../shell/theme.ts';

/** Columns of the times of a key. */
export const TIME_COLUMNS = ['creationDate', 'expirationDate', 'lastUsedDate'] as const;
/** One column out of {@link TIME_COLUMNS}. */
export type TimeColumn = (typeof TIME_COLUMNS)[number];

/** Returns the tracks of the columns: selection, account, token, times, status, actions. */
export function tracksOf(times: readonly TimeColumn[]): string {
  return `34px minmax(110px, 1.7fr) 128px repeat(${times.length}, 138px) minmax(104px, 1fr) 84px`;
}
/** Space to the left of the first column, in CSS pixels. */
export const INSET = '16px';

const TONES = {
  valid: 'success',
  expiring: 'warning',
  expired: 'error',
  accountProblem: 'neutral',
} as const satisfies Record<string, ChipTone>;

/** Props of {@link FindingRow}. */
export interface FindingRowProps {
  readonly shown: AuthenticationKey;
  readonly isSelected: boolean;
  /** Index in the list, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  /** The times that there is space for. */
  readonly times: readonly TimeColumn[];
  readonly format: Format;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly onToggle: (index: number, isRange: boolean) => void;
  readonly onOpen: (key: AuthenticationKey) => void;
  readonly onList: (key: AuthenticationKey) => void;
}

/** A key of a finding. Memoized: scrolling renders only the rows that come into view. */
export const FindingRow = memo(function FindingRow(props: FindingRowProps) {
  const { shown, isSelected, index, offset, times, format, now, onToggle, onOpen, onList } = props;
  const { t } = useTranslation();
  const { fullName, username } = shown;
  const token = shortToken(shown.token);
  const status = keyStatus(shown, now);
  const statusLabel =
    status.kind === 'expiring'
      ? t('keys.states.expiring', { count: status.daysLeft })
      : t(`keys.exportedStates.${exportedState(status)}`);
  return (
    <BodyLine
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: tracksOf(times) }}
      sx={{ paddingLeft: INSET }}
    >
      <Cell role="cell">
        <CheckBox
          label={keyLabel(shown)}
          isChecked={isSelected}
          onToggle={(event: MouseEvent) => onToggle(index, event.shiftKey)}
        />
      </Cell>
      <Cell role="cell" title={`${fullName}\n${username}`}>
        <FirstLine>
          <bdi>{fullName || username}</bdi>
        </FirstLine>
        <SecondLine>
          <bdi>{username}</bdi>
        </SecondLine>
      </Cell>
      <Cell role="cell" style={{ fontFamily: MONOSPACE }}>
        {token}
      </Cell>
      {times.map((column) => (
        <MomentCell key={column} instant={shown[column]} format={format} now={now} />
      ))}
      <Cell role="cell" title={statusLabel}>
        <StatusChip tone={TONES[status.kind]} label={statusLabel} />
      </Cell>
      <Cell role="cell">
        <IconButton
          size="small"
          aria-label={t('hygiene.list', { username })}
          title={t('hygiene.list', { username })}
          onClick={() => onList(shown)}
        >
          <ListAlt fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          aria-label={t('hygiene.open', { username, token })}
          title={t('keys.open')}
          onClick={() => onOpen(shown)}
        >
          <MoreHoriz fontSize="small" />
        </IconButton>
      </Cell>
    </BodyLine>
  );
});

/** A time and its distance from now, or that none is known. */
function MomentCell(props: Pick<FindingRowProps, 'format' | 'now'> & { readonly instant: string | null }) {
  const { instant, format, now } = props;
  const { t } = useTranslation();
  return instant === null ? (
    <Cell role="cell">
      <Faint>{t('keys.noUse')}</Faint>
    </Cell>
  ) : (
    <TimeCell role="cell">
      <div>{format.dateTime(instant)}</div>
      <SecondLine>{format.fromNow(instant, now)}</SecondLine>
    </TimeCell>
  );
}
