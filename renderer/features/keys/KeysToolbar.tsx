import Clear from '@mui/icons-material/CloseRounded';
import Search from '@mui/icons-material/SearchRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';

/** Props of {@link KeysToolbar}. */
export interface KeysToolbarProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** How many keys are ticked. */
  readonly selected: number;
  /** How many of those the filters hide. */
  readonly hidden: number;
  readonly total: number;
  /** Why keys cannot be created or deleted, or `null`. */
  readonly createRefusal: string | null;
  readonly deleteRefusal: string | null;
  readonly onCreate: () => void;
  readonly onDelete: () => void;
  readonly onClearSelection: () => void;
}

/** The line above the table: the search, or what can be done with the ticked keys; Create stays at its end. */
export function KeysToolbar(props: KeysToolbarProps) {
  const { t } = useTranslation();
  const searchField = useRef<HTMLInputElement>(null);
  const hasSelection = props.selected > 0;
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
      {hasSelection ? <SelectionLine {...props} /> : <SearchField {...props} inputRef={searchField} />}
      <Box sx={{ flex: 1 }} />
      <ReasonTooltip reason={props.createRefusal}>
        <Button
          variant="contained"
          color="primary"
          disabled={props.createRefusal !== null}
          onClick={props.onCreate}
          sx={{ minHeight: 40, paddingX: 2.5 }}
        >
          {t('keys.create')}
        </Button>
      </ReasonTooltip>
    </Box>
  );
}

function SelectionLine(props: KeysToolbarProps) {
  const { t } = useTranslation();
  return (
    <>
      <Typography role="status" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
        {t('keys.selected', { selected: props.selected, total: props.total })}
        {props.hidden > 0 && (
          <Typography component="span" color="textSecondary">
            {` · ${t('keys.hidden', { count: props.hidden })}`}
          </Typography>
        )}
      </Typography>
      <ReasonTooltip reason={props.deleteRefusal}>
        <Button variant="outlined" disabled={props.deleteRefusal !== null} onClick={props.onDelete}>
          {t('keys.delete')}
        </Button>
      </ReasonTooltip>
      <Button onClick={props.onClearSelection} sx={{ color: 'text.secondary', fontWeight: 500 }}>
        {t('keys.clearSelection')}
      </Button>
    </>
  );
}

function SearchField(props: KeysToolbarProps & { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const { search, onSearch, inputRef } = props;
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
