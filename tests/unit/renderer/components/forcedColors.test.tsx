// @vitest-environment jsdom
import '../windowSetUp.ts';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { YearCalendar } from '@mui/x-date-pickers/YearCalendar';
import { screen } from '@testing-library/react';
import dayjs from 'dayjs';
import { expect, it } from 'vitest';
import { forcedColorStyles } from '../../../../renderer/components/forcedColors.ts';
import { renderInWindow } from '../renderInWindow.tsx';

const [chosen = ''] = Object.keys(forcedColorStyles['@media (forced-colors: active)']);

it('fault 103: the chosen year of the calendar is among what the colours of the system show as chosen', () => {
  renderInWindow(
    <LocalizationProvider dateAdapter={AdapterDayjs}>
      <YearCalendar value={dayjs('2027-03-01')} minDate={dayjs('2026-01-01')} maxDate={dayjs('2029-01-01')} />
    </LocalizationProvider>,
  );
  const years = screen.getAllByRole('radio');
  expect(years.filter((year) => year.matches(chosen)).map((year) => year.textContent)).toEqual(['2027']);
});
