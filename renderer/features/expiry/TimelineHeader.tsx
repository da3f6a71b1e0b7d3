import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useTimeZone } from '../../i18n/timeZone.ts';
import { type CalendarUnit, calendarUnits, placeSpan, type Timeline, type TimelineDays } from './timeline.ts';

/** A line of labels. */
interface LabelLine {
  readonly unit: CalendarUnit;
  readonly format: Intl.DateTimeFormatOptions;
  /** Share of the timeline from which a unit has space for its label, in percent. */
  readonly minimumWidth: number;
}

const MONTHS: LabelLine = { unit: 'month', format: { month: 'long', year: 'numeric' }, minimumWidth: 18 };
const WEEKS: LabelLine = { unit: 'week', format: { day: 'numeric' }, minimumWidth: 4 };

/** The lines of labels, the larger units first. */
const LINES: Readonly<Record<TimelineDays, readonly [LabelLine, LabelLine]>> = {
  30: [MONTHS, WEEKS],
  90: [MONTHS, WEEKS],
  365: [
    { unit: 'year', format: { year: 'numeric' }, minimumWidth: 8 },
    { unit: 'month', format: { month: 'short' }, minimumWidth: 5 },
  ],
};

/** Props of {@link TimelineHeader}. */
export interface TimelineHeaderProps {
  readonly timeline: Timeline;
}

/** The calendar above the bars. For the eye only: the bars name their times. */
export function TimelineHeader({ timeline }: TimelineHeaderProps) {
  const [upper, lower] = LINES[timeline.days];
  return (
    <Box aria-hidden sx={{ position: 'relative', height: '100%', overflow: 'hidden' }}>
      <UnitLabels timeline={timeline} line={upper} top={4} isStrong />
      <UnitLabels timeline={timeline} line={lower} top={22} />
    </Box>
  );
}

function UnitLabels(props: {
  readonly timeline: Timeline;
  readonly line: LabelLine;
  /** CSS pixels. */
  readonly top: number;
  readonly isStrong?: boolean;
}) {
  const { timeline, line, top, isStrong = false } = props;
  const language = useLanguage();
  const zone = useTimeZone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days are those of the zone
  const labels = useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', line.format);
    return calendarUnits(timeline, line.unit).map((span) => {
      const place = placeSpan(span, timeline);
      return { ...place, text: place.width < line.minimumWidth ? '' : format.format(span.from) };
    });
  }, [timeline, line, language, zone]);
  return labels.map(({ left, width, text }) => (
    <Box
      key={left}
      sx={(theme) => ({
        position: 'absolute',
        top,
        height: 16,
        paddingLeft: '3px',
        overflow: 'hidden',
        whiteSpace: 'nowrap',
        fontSize: 11,
        lineHeight: '16px',
        fontWeight: isStrong ? 600 : 400,
        fontVariantNumeric: 'tabular-nums',
        color: theme.vars.palette.text.secondary,
        borderLeft: `1px solid ${theme.vars.palette.divider}`,
      })}
      style={{ left: `${left}%`, width: `${width}%` }}
    >
      {text}
    </Box>
  ));
}
