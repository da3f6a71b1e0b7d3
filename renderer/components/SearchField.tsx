import Clear from '@mui/icons-material/CloseRounded';
import Search from '@mui/icons-material/SearchRounded';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import type { RefObject } from 'react';

/** Props of {@link SearchField}. */
export interface SearchFieldProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** What is searched, for screen readers. */
  readonly label: string;
  readonly placeholder: string;
  /** Name of the button that empties it. */
  readonly clearLabel: string;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** The search of a page; Escape empties it. */
export function SearchField({ search, onSearch, label, placeholder, clearLabel, inputRef }: SearchFieldProps) {
  return (
    <TextField
      value={search}
      {...(inputRef === undefined ? {} : { inputRef })}
      onChange={(event) => onSearch(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && search !== '') {
          onSearch('');
        }
      }}
      placeholder={placeholder}
      sx={{ maxWidth: 520 }}
      slotProps={{
        htmlInput: { role: 'searchbox', 'aria-label': label, spellCheck: false },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: search !== '' && (
            <InputAdornment position="end">
              <IconButton size="small" aria-label={clearLabel} onClick={() => onSearch('')}>
                <Clear fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
