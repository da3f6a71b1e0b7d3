import Box from '@mui/material/Box';
import { visuallyHidden } from '@mui/utils';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../../../components/useDebounced.ts';
import { searchErrorText } from './searchTexts.ts';
import type { KeySearchInput } from './useKeySearch.ts';

/** How long the typing must rest before its result is told, in milliseconds: a screen reader would speak over the letters. */
const REST_MS = 1_000;

/** Props of {@link SearchAnnouncement}. */
export interface SearchAnnouncementProps {
  readonly search: KeySearchInput;
  /** How many keys are shown, in words. */
  readonly shownText: string;
}

/** Tells those who do not see the table what a search has found, or what is wrong with it. */
export const SearchAnnouncement = memo(function SearchAnnouncement({ search, shownText }: SearchAnnouncementProps) {
  const { t } = useTranslation();
  const { text, error } = search;
  const told = text === '' ? '' : error === null ? shownText : searchErrorText(t, error);
  return (
    <Box role="status" sx={visuallyHidden}>
      {useDebounced(told, REST_MS)}
    </Box>
  );
});
