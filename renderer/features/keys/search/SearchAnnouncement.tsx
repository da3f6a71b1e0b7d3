import { useTranslation } from 'react-i18next';
import { useDebounced } from '../../../components/useDebounced.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useSearchInput } from './searchContext.ts';
import { searchErrorText } from './searchTexts.ts';

/** Pause in typing before the result is announced, in milliseconds: a screen reader would talk over the letters. */
const REST_MS = 1_000;

/** Props of {@link SearchAnnouncement}. */
export interface SearchAnnouncementProps {
  /** Text with the number of keys shown. */
  readonly shownText: string;
}

/** What is announced of a search to screen readers: its result or its error. A text for an element with the role `status`. */
export function SearchAnnouncement({ shownText }: SearchAnnouncementProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { text, error } = useSearchInput();
  const announced = text === '' ? '' : error === null ? shownText : searchErrorText(t, error, language);
  return useDebounced(announced, REST_MS);
}
