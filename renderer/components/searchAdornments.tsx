import Clear from '@mui/icons-material/CloseRounded';
import Search from '@mui/icons-material/SearchRounded';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';

/** Icon at the start of a search field; while the search waits, that is shown in its place. */
export function SearchSign({ isBusy = false }: { readonly isBusy?: boolean }) {
  return (
    <InputAdornment position="start">
      {isBusy ? <CircularProgress aria-hidden size={20} /> : <Search fontSize="small" />}
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
