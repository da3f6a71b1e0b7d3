import TextField from '@mui/material/TextField';
import { ClearSearch, SearchSign } from './searchAdornments.tsx';

/** Props of {@link SearchField}. */
export interface SearchFieldProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Accessible name. */
  readonly label: string;
  readonly placeholder: string;
  /** Accessible name of the clear button. */
  readonly clearLabel: string;
}

/** Search field of a page; Escape clears it. */
export function SearchField({ search, onSearch, label, placeholder, clearLabel }: SearchFieldProps) {
  return (
    <TextField
      value={search}
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
          startAdornment: <SearchSign />,
          endAdornment: search !== '' && <ClearSearch label={clearLabel} onClear={() => onSearch('')} />,
        },
      }}
    />
  );
}
