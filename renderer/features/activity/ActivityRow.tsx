import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { BodyLine, Cell, FirstLine, SecondLine, TimeCell } from '../../components/tableParts.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import type { Format } from '../../i18n/format.ts';
import { INSET, NewKeyButton, ShortToken } from './activityLayout.ts';
import { detailOf, OUTCOME_TONES } from './activityText.ts';

/** Props of {@link ActivityRow}. */
export interface ActivityRowProps {
  readonly entry: ActivityEntry;
  /** Index in the list, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  readonly format: Format;
  /** Whether the connection is below the time instead of in a column. */
  readonly isNarrow: boolean;
  /** Widths of the columns. */
  readonly columns: string;
  /** Creates a key for the account of a deleted one; `null` where that is not possible. */
  readonly onNewKey: ((username: string) => void) | null;
}

/** Whether an entry says that a key of a known account was deleted. */
function isDeletedKey(entry: ActivityEntry): entry is ActivityEntry & { readonly username: string } {
  return entry.action === 'deleted' && entry.outcome === 'done' && entry.username !== null && entry.username !== '';
}

/** One entry of the journal. Memoized: scrolling renders only the rows that come into view. */
export const ActivityRow = memo(function ActivityRow(props: ActivityRowProps) {
  const { entry, index, offset, format, isNarrow, columns, onNewKey } = props;
  const { t } = useTranslation();
  const detail = detailOf(t, format, entry);
  const kind = entry.connectionName === '' ? 'sample' : 'installation';
  const name = connectionName(t, { kind, name: entry.connectionName });
  const action = t(`activity.actions.${entry.action}`);
  const outcome = t(`activity.outcomes.${entry.outcome}`);
  const key = entry.username ?? entry.keyId;
  return (
    <BodyLine
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: columns }}
      sx={{ paddingLeft: INSET }}
    >
      <TimeCell role="cell" title={`${t('activity.entry', { number: entry.number })} · ${entry.at}`}>
        {isNarrow ? (
          <>
            <div>{format.dateTime(entry.at)}</div>
            <SecondLine title={name}>{name}</SecondLine>
          </>
        ) : (
          format.exactDateTime(entry.at)
        )}
      </TimeCell>
      <Cell role="cell" title={[action, detail ?? []].flat().join('\n')}>
        <FirstLine>{action}</FirstLine>
        {detail !== null && <SecondLine>{detail}</SecondLine>}
      </Cell>
      <Cell role="cell" title={key ?? undefined}>
        {key === null ? <SecondLine>—</SecondLine> : <div>{key}</div>}
        {onNewKey !== null && isDeletedKey(entry) ? (
          <NewKeyButton
            type="button"
            aria-label={t('activity.newKeyFor', { username: entry.username })}
            onClick={() => onNewKey(entry.username)}
          >
            {t('activity.newKey')}
          </NewKeyButton>
        ) : (
          entry.token !== null && <ShortToken>{entry.token}</ShortToken>
        )}
      </Cell>
      {!isNarrow && (
        <Cell role="cell" title={name}>
          {name}
        </Cell>
      )}
      <Cell role="cell" title={outcome}>
        <StatusChip tone={OUTCOME_TONES[entry.outcome]} label={outcome} />
      </Cell>
    </BodyLine>
  );
});
