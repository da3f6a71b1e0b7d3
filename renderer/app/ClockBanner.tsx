import { useTranslation } from 'react-i18next';
import { Note } from '../components/Note.tsx';
import { useNow } from '../components/useNow.ts';
import { useFormat } from '../i18n/format.ts';

/** Props of {@link ClockBanner}. */
export interface ClockBannerProps {
  /** Name of the connection. */
  readonly name: string;
  /** Offset of the installation's clock from this computer's, in milliseconds; positive if ahead. */
  readonly offsetMs: number;
}

/** Update interval of the two clocks, which show minutes, in milliseconds. */
const RENEWAL_MS = 10_000;
const MINUTE_MS = 60_000;

/** Reports that requests are signed with the installation's time, since the clock of this computer is wrong. */
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
