import Box from '@mui/material/Box';
import { visuallyHidden } from '@mui/utils';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../../../components/useDebounced.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { searchErrorText } from './searchTexts.ts';
import type { KeySearchInput } from './useKeySearch.ts';

/** Pause in typing before the result is announced, in milliseconds: a screen reader would talk over the letters. */
const REST_MS = 1_000;

/** Props of {@link SearchAnnouncement}. */
export interface SearchAnnouncementProps {
  readonly search: KeySearchInput;
  /** Text with the number of keys shown. */
  readonly shownText: string;
}

/** Announces the result or the error of a search to screen readers. */
export const SearchAnnouncement = memo(function SearchAnnouncement({ search, shownText }: SearchAnnouncementProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { text, error } = search;
  const announced = text === '' ? '' : error === null ? shownText : searchErrorText(t, error, language);
  return (
    <Box role="status" sx={visuallyHidden}>
      {useDebounced(announced, REST_MS)}
    </Box>
  );
});
