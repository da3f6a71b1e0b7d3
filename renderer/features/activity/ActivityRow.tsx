import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { BodyLine, Cell, FirstLine, SecondLine, TimeCell } from '../../components/tableParts.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import type { Format } from '../../i18n/format.ts';
import { COLUMNS, INSET, ShortToken } from './activityLayout.ts';
import { detailOf, OUTCOME_TONES } from './activityText.ts';

/** Props of {@link ActivityRow}. */
export interface ActivityRowProps {
  readonly entry: ActivityEntry;
  /** Index in the list, from 0. */
  readonly index: number;
  /** Distance from the top of the body in CSS pixels. */
  readonly offset: number;
  readonly format: Format;
}

/** One entry of the journal. Memoized: scrolling renders only the rows that come into view. */
export const ActivityRow = memo(function ActivityRow({ entry, index, offset, format }: ActivityRowProps) {
  const { t } = useTranslation();
  const detail = detailOf(t, format, entry);
  const kind = entry.connectionName === '' ? 'sample' : 'installation';
  const name = connectionName(t, { kind, name: entry.connectionName });
  const key = entry.username ?? entry.keyId;
  return (
    <BodyLine
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${offset}px)`, gridTemplateColumns: COLUMNS }}
      sx={{ paddingLeft: INSET }}
    >
      <TimeCell role="cell" title={`${t('activity.entry', { number: entry.number })} · ${entry.at}`}>
        {format.exactDateTime(entry.at)}
      </TimeCell>
      <Cell role="cell" title={detail ?? undefined}>
        <FirstLine>{t(`activity.actions.${entry.action}`)}</FirstLine>
        {detail !== null && <SecondLine>{detail}</SecondLine>}
      </Cell>
      <Cell role="cell" title={key ?? undefined}>
        {key === null ? <SecondLine>—</SecondLine> : <div>{key}</div>}
        {entry.token !== null && <ShortToken>{entry.token}</ShortToken>}
      </Cell>
      <Cell role="cell" title={name}>
        {name}
      </Cell>
      <Cell role="cell">
        <StatusChip tone={OUTCOME_TONES[entry.outcome]} label={t(`activity.outcomes.${entry.outcome}`)} />
      </Cell>
    </BodyLine>
  );
});
