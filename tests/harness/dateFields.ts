/** A day of the calendar; `month` counts from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The parts of the English date field in their order, each with what is typed into it. */
export function dateFields({ year, month, day }: Day): (readonly [part: string, text: string])[] {
  const short = new Date(2000, month - 1, 1).toLocaleString('en', { month: 'short' });
  return [
    ['Day', String(day).padStart(2, '0')],
    ['Month', short],
    ['Year', String(year)],
  ];
}
