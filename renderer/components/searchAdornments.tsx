import Clear from '@mui/icons-material/CloseRounded';
import Search from '@mui/icons-material/SearchRounded';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';

/** The sign at the start of a search. */
export function SearchSign() {
  return (
    <InputAdornment position="start">
      <Search fontSize="small" />
    </InputAdornment>
  );
}

/** The button at the end of a search that empties it. */
export function ClearSearch({ label, onClear }: { readonly label: string; readonly onClear: () => void }) {
  return (
    <InputAdornment position="end">
      <IconButton size="small" aria-label={label} onClick={onClear}>
        <Clear fontSize="small" />
      </IconButton>
    </InputAdornment>
  );
}
