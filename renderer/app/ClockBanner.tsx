import { useTranslation } from 'react-i18next';
import { Note } from '../components/Note.tsx';
import { useNow } from '../components/useNow.ts';
import { useFormat } from '../i18n/format.ts';

/** Props of {@link ClockBanner}. */
export interface ClockBannerProps {
  /** Name of the connection. */
  readonly name: string;
  /** Milliseconds by which the clock of the installation is ahead of this computer's. */
  readonly offsetMs: number;
}

/** How often the two clocks are shown anew, in milliseconds: they show minutes. */
const RENEWAL_MS = 10_000;
const MINUTE_MS = 60_000;

/** Says that requests are signed with the time of the installation, since the clock here is wrong. */
export function ClockBanner({ name, offsetMs }: ClockBannerProps) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const now = useNow(RENEWAL_MS);
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  const title = offsetMs > 0 ? 'app.banners.clockBehind' : 'app.banners.clockAhead';
  return (
    <Note tone="warning" title={t(title, { count: minutes, name })}>
      {t('app.banners.clockText', {
        name,
        here: dateTime(new Date(now).toISOString()),
        there: dateTime(new Date(now + offsetMs).toISOString()),
      })}
    </Note>
  );
}
