// @vitest-environment jsdom
import '../windowSetUp.ts';
import { act, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useFormat } from '../../../../renderer/i18n/format.ts';
import { renderInWindow } from '../renderInWindow.tsx';

afterEach(() => {
  vi.unstubAllEnvs();
});

function Moment() {
  const format = useFormat();
  return (
    <p role="note">
      {format.dateTime('2026-11-27T01:46:00.000Z')} {format.zoneName}
    </p>
  );
}

it('times follow the zone of the system as soon as somebody comes back to the window', () => {
  vi.stubEnv('TZ', 'America/Los_Angeles');
  renderInWindow(<Moment />);
  expect(screen.getByRole('note').textContent).toBe('26 Nov 2026 17:46 America/Los_Angeles');
  vi.stubEnv('TZ', 'Asia/Vladivostok');
  act(() => {
    window.dispatchEvent(new Event('focus'));
  });
  expect(screen.getByRole('note').textContent).toBe('27 Nov 2026 11:46 Asia/Vladivostok');
});
