import Clear from '@mui/icons-material/CloseRounded';
import Search from '@mui/icons-material/SearchRounded';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';

/** Icon at the start of a search field. */
export function SearchSign() {
  return (
    <InputAdornment position="start">
      <Search fontSize="small" />
    </InputAdornment>
  );
}

/** Clear button at the end of a search field. */
export function ClearSearch({ label, onClear }: { readonly label: string; readonly onClear: () => void }) {
  return (
    <InputAdornment position="end">
      <IconButton size="small" aria-label={label} onClick={onClear}>
        <Clear fontSize="small" />
      </IconButton>
    </InputAdornment>
  );
}
