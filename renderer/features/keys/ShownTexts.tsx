import { useTranslation } from 'react-i18next';
import { SearchAnnouncement } from './search/SearchAnnouncement.tsx';
import { useShownList } from './shownList.ts';

/** How many keys are shown, as a text; empty while that is not known. Only this text renders with a letter. */
export function ShownCount() {
  const { counts, countText } = useShownList();
  return counts === null ? '' : countText;
}

/** The result of a search, as a text for screen readers. */
export function AnnouncedSearch() {
  return <SearchAnnouncement shownText={useShownList().countText} />;
}

/** That something waits for the list, as a text for screen readers; empty if nothing does. */
export function AnnouncedWait({ isWaiting }: { readonly isWaiting: boolean }) {
  const { t } = useTranslation();
  const { isSorting } = useShownList();
  return isWaiting || isSorting ? t('keys.followsList') : '';
}
