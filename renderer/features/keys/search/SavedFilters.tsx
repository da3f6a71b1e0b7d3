import Bookmark from '@mui/icons-material/BookmarkBorderRounded';
import Delete from '@mui/icons-material/DeleteOutlineRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SAVED_FILTER, type SavedFilter } from '../../../../shared/model/keyView.ts';
import { PopoverButton } from './PopoverButton.tsx';

/** Props of {@link SavedFilters}. */
export interface SavedFiltersProps {
  readonly filters: readonly SavedFilter[];
  /** Reads the current search, which is not needed until the filters are opened. */
  readonly readText: () => string;
  readonly onApply: (query: string) => void;
  readonly onChange: (filters: readonly SavedFilter[]) => void;
}

/** Searches saved under a name: apply, save, delete. */
export const SavedFilters = memo(function SavedFilters({ filters, readText, onApply, onChange }: SavedFiltersProps) {
  const { t } = useTranslation();
  return (
    <PopoverButton icon={<Bookmark />} title={t('search.saved.title')} width={360}>
      {(close) => (
        <>
          {filters.length === 0 && (
            <Typography variant="body2" color="textSecondary">
              {t('search.saved.none')}
            </Typography>
          )}
          <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: 280, overflowY: 'auto' }}>
            {filters.map((filter) => (
              <Box component="li" key={filter.name} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
                <Button
                  onClick={() => {
                    close();
                    onApply(filter.query);
                  }}
                  sx={{ flex: 1, minWidth: 0, justifyContent: 'flex-start', textAlign: 'left', paddingX: 1 }}
                >
                  <Box sx={{ minWidth: 0 }}>
                    <Typography noWrap sx={{ fontWeight: 500 }}>
                      {filter.name}
                    </Typography>
                    <Typography variant="caption" component="div" color="textSecondary" noWrap>
                      {filter.query}
                    </Typography>
                  </Box>
                </Button>
                <IconButton
                  size="small"
                  title={t('search.saved.delete', { name: filter.name })}
                  aria-label={t('search.saved.delete', { name: filter.name })}
                  onClick={() => onChange(filters.filter(({ name }) => name !== filter.name))}
                >
                  <Delete fontSize="small" />
                </IconButton>
              </Box>
            ))}
          </Box>
          <NameForm filters={filters} readText={readText} onChange={onChange} />
        </>
      )}
    </PopoverButton>
  );
});

/** Saves the search under a name; replaces an earlier one of the same name. */
function NameForm({ filters, readText, onChange }: Pick<SavedFiltersProps, 'filters' | 'readText' | 'onChange'>) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const query = readText().trim();
  const problem = problemOf(query, filters, name.trim());
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (problem === null && name.trim() !== '') {
      onChange([...filters.filter((filter) => filter.name !== name.trim()), { name: name.trim(), query }]);
      setName('');
    }
  };
  return (
    <Box component="form" onSubmit={save} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', marginTop: 1.5 }}>
      <TextField
        placeholder={t('search.saved.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        disabled={query === ''}
        helperText={problem === null ? undefined : t(`search.saved.${problem}`)}
        slotProps={{ htmlInput: { maxLength: SAVED_FILTER.name, 'aria-label': t('search.saved.name') } }}
        sx={{ flex: 1 }}
      />
      <Button type="submit" variant="outlined" disabled={problem !== null || name.trim() === ''} sx={{ minHeight: 40 }}>
        {t('search.saved.save')}
      </Button>
    </Box>
  );
}

/** Why the search cannot be saved, or what saving it replaces. */
function problemOf(
  query: string,
  filters: readonly SavedFilter[],
  name: string,
): 'nothing' | 'tooLong' | 'tooMany' | null {
  if (query === '') {
    return 'nothing';
  }
  if (query.length > SAVED_FILTER.query) {
    return 'tooLong';
  }
  const isNew = filters.every((filter) => filter.name !== name);
  return isNew && filters.length >= SAVED_FILTER.count ? 'tooMany' : null;
}
