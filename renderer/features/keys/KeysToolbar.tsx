import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../../components/ExportButton.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { useStableCallback } from '../../components/useStableCallback.ts';
import { KeySearchField, type KeySearchFieldProps } from './search/KeySearchField.tsx';
import { NARROW } from './search/narrow.ts';
import { SavedFilters, type SavedFiltersProps } from './search/SavedFilters.tsx';
import { SearchHelp } from './search/SearchHelp.tsx';
import { useSearchCommands } from './search/searchContext.ts';

/** Props of {@link KeysToolbar}. */
export interface KeysToolbarProps extends KeySearchFieldProps {
  readonly savedFilters: SavedFiltersProps['filters'];
  readonly onSavedFiltersChange: SavedFiltersProps['onChange'];
  readonly hasSelection: boolean;
  /** Why keys cannot be created, or `null`. */
  readonly createDisabledReason: string | null;
  readonly onCreate: () => void;
  /** Asks which keys to export; `null` while there are none. */
  readonly onExport: (() => void) | null;
}

/** The toolbar above the table: search, export, Create. Only its field renders with a letter. */
export const KeysToolbar = memo(function KeysToolbar(props: KeysToolbarProps) {
  const { isLive, isListAwaited, now, onOpenOnly, hasSelection, createDisabledReason, onCreate, onExport } = props;
  const { t } = useTranslation();
  const { field: searchField, readText, setText } = useSearchCommands();
  const exportKeys = useStableCallback(() => onExport?.());
  const hadSelection = useRef(hasSelection);
  useEffect(() => {
    // The button that cleared the selection is gone, and the focus with it: move it to the search.
    if (hadSelection.current && !hasSelection && document.activeElement === document.body) {
      searchField.current?.focus();
    }
    hadSelection.current = hasSelection;
  }, [hasSelection, searchField]);
  return (
    <Box sx={TOOLBAR}>
      <KeySearchField isLive={isLive} isListAwaited={isListAwaited} now={now} onOpenOnly={onOpenOnly} />
      <SearchHelp />
      <SavedFilters
        filters={props.savedFilters}
        readText={readText}
        onApply={setText}
        onChange={props.onSavedFiltersChange}
      />
      <Box sx={{ flex: 1 }} />
      <ExportButton reason={onExport === null ? t('tables.keys.nothing') : null} onClick={exportKeys} />
      <CreateButton disabledReason={createDisabledReason} onCreate={onCreate} />
    </Box>
  );
});

const CreateButton = memo(function CreateButton(props: {
  readonly disabledReason: string | null;
  readonly onCreate: () => void;
}) {
  const { t } = useTranslation();
  return (
    <ReasonTooltip reason={props.disabledReason}>
      <Button
        variant="contained"
        color="primary"
        disabled={props.disabledReason !== null}
        onClick={props.onCreate}
        sx={{ minHeight: 40, paddingX: 2.5 }}
      >
        {t('keys.create')}
      </Button>
    </ReasonTooltip>
  );
});

const TOOLBAR = {
  position: 'relative',
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  minHeight: 40,
  // With the gap of the page, room for one line of text below the search.
  marginBottom: '4px',
  // By class: an element with styles of its own would take longer for each letter.
  '& .key-search': { width: '100%', maxWidth: 520, '& > div': { position: 'relative' } },
  [NARROW]: { '&:has(.MuiFormHelperText-root)': { marginBottom: '20px' } },
} as const;
