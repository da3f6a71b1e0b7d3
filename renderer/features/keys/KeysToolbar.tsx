import Clear from '@mui/icons-material/CloseRounded';
import Search from '@mui/icons-material/SearchRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';

/** Props of {@link KeysToolbar}. */
export interface KeysToolbarProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly hasSelection: boolean;
  /** Why keys cannot be created, or `null`. */
  readonly createRefusal: string | null;
  readonly onCreate: () => void;
}

/** The line above the table: the search, and Create at its end. */
export function KeysToolbar({ search, onSearch, hasSelection, createRefusal, onCreate }: KeysToolbarProps) {
  const { t } = useTranslation();
  const searchField = useRef<HTMLInputElement>(null);
  const hadSelection = useRef(hasSelection);
  useEffect(() => {
    // The button that ended the selection is gone, and the focus with it: the search takes its place.
    if (hadSelection.current && !hasSelection && document.activeElement === document.body) {
      searchField.current?.focus();
    }
    hadSelection.current = hasSelection;
  }, [hasSelection]);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 40 }}>
      <SearchField search={search} onSearch={onSearch} inputRef={searchField} />
      <Box sx={{ flex: 1 }} />
      <ReasonTooltip reason={createRefusal}>
        <Button
          variant="contained"
          color="primary"
          disabled={createRefusal !== null}
          onClick={onCreate}
          sx={{ minHeight: 40, paddingX: 2.5 }}
        >
          {t('keys.create')}
        </Button>
      </ReasonTooltip>
    </Box>
  );
}

interface SearchFieldProps extends Pick<KeysToolbarProps, 'search' | 'onSearch'> {
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

function SearchField({ search, onSearch, inputRef }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      value={search}
      inputRef={inputRef}
      onChange={(event) => onSearch(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && search !== '') {
          onSearch('');
        }
      }}
      placeholder={t('keys.searchPlaceholder')}
      sx={{ maxWidth: 520 }}
      slotProps={{
        htmlInput: { role: 'searchbox', 'aria-label': t('keys.search'), spellCheck: false },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: search !== '' && (
            <InputAdornment position="end">
              <IconButton size="small" aria-label={t('keys.clearSearch')} onClick={() => onSearch('')}>
                <Clear fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
