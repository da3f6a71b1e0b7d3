import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ClipboardEvent, type SyntheticEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClearSearch, SearchSign } from '../../../components/searchAdornments.tsx';
import { hasNoModifier } from '../../../components/shortcuts.ts';
import type { Translate } from '../../../i18n/i18n.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { NARROW } from './narrow.ts';
import { querySuggestions, type Suggestion, withSuggestion } from './query/querySuggestions.ts';
import { searchErrorText, suggestionText } from './searchTexts.ts';
import type { KeySearchInput } from './useKeySearch.ts';

/** Maximum length of a search, which is parsed again with every letter. */
const MAX_TEXT_LENGTH = 10_000;

/** Props of {@link KeySearchField}. */
export interface KeySearchFieldProps {
  readonly search: KeySearchInput;
  /** Whether the list is live. */
  readonly isLive: boolean;
  /** Whether the search waits for the list. */
  readonly isWaiting: boolean;
  /** Reference time for date examples, milliseconds since the epoch, UTC. */
  readonly now: number;
  /** Opens the only key found, if there is just one. */
  readonly onOpenOnly: () => void;
}

/** Whether suggestions may be listed: for typed text, or on request for an empty field. */
type Suggesting = 'no' | 'whileTyping' | 'atStart';

/**
 * The search field, with suggestions for the typed text, and for an empty field on a click or Alt+Arrow Down. Escape
 * closes them, then clears the search; without suggestions Arrow Down moves to the table. Enter opens the only key found.
 */
export function KeySearchField({ search, isLive, isWaiting, now, onOpenOnly }: KeySearchFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { text, columns, field } = search;
  const [caret, setCaret] = useState(0);
  const [suggesting, setSuggesting] = useState<Suggesting>('no');
  const isOpen = suggesting === (text.trim() === '' ? 'atStart' : 'whileTyping');
  const suggestions = useMemo(
    () => querySuggestions(text, caret, { columns, language, now }),
    [text, caret, columns, language, now],
  );
  const isListed = isOpen && suggestions.options.length > 0;
  // While values are suggested, none is missing yet.
  const error = isListed && search.error?.code === 'valueMissing' ? null : search.error;

  // Text set by code moves the caret to its end, even if it was changed in the middle.
  const wantedCaret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wantedCaret.current !== null) {
      field.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
      wantedCaret.current = null;
    }
  });
  const take = (suggestion: Suggestion): void => {
    const taken = withSuggestion(text, suggestions, suggestion);
    wantedCaret.current = taken.caret;
    setCaret(taken.caret);
    setSuggesting('whileTyping');
    search.setText(taken.text);
  };

  const missing = search.isTokenMissing ? t(isLive ? 'search.noToken' : 'search.noCachedToken') : undefined;
  const helperText = error === null ? missing : searchErrorText(t, error, language);
  return (
    <Autocomplete<Suggestion, false, false, true>
      freeSolo
      clearOnEscape
      disableCloseOnSelect
      fullWidth
      value={null}
      inputValue={text}
      open={isListed}
      options={suggestions.options}
      filterOptions={(options) => options}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.insert)}
      getOptionKey={(option) => (typeof option === 'string' ? option : `${option.kind} ${optionKey(option)}`)}
      // Enter without a choice passes the text itself, which is already there.
      onChange={(_event, chosen) => chosen !== null && typeof chosen !== 'string' && take(chosen)}
      onInputChange={(event, typed, reason) => {
        if (reason === 'input' || reason === 'clear') {
          setCaret(event.target instanceof HTMLInputElement ? (event.target.selectionStart ?? typed.length) : 0);
          setSuggesting(reason === 'input' ? 'whileTyping' : 'no');
          search.setText(typed);
        }
      }}
      onClose={() => setSuggesting('no')}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) {
          return;
        }
        if (event.key === 'ArrowDown' && !isListed) {
          event.preventDefault();
          event.defaultMuiPrevented = true;
          if (event.altKey) {
            setSuggesting(text.trim() === '' ? 'atStart' : 'whileTyping');
          } else {
            document.querySelector<HTMLElement>('[role="grid"] [role="row"][tabindex="0"]')?.focus();
          }
        }
        // With a suggestion selected, Enter accepts it.
        const isEnter = event.key === 'Enter' && !event.repeat && hasNoModifier(event.nativeEvent);
        if (isEnter && !field.current?.hasAttribute('aria-activedescendant')) {
          event.preventDefault();
          onOpenOnly();
        }
      }}
      renderOption={({ key, ...optionProps }, option) => (
        <Box component="li" key={key} {...optionProps} title={suggestionTitle(t, option)}>
          <Typography component="span" variant="body2" noWrap sx={{ fontWeight: 600 }}>
            {option.kind === 'account' ? option.account.username || option.insert : option.insert}
          </Typography>
          <Typography component="span" variant="body2" color="textSecondary" noWrap sx={{ whiteSpace: 'pre' }}>
            {suggestionText(t, option) && ` · ${suggestionText(t, option)}`}
          </Typography>
        </Box>
      )}
      slotProps={{ listbox: { 'aria-label': t('search.suggestions'), 'aria-labelledby': undefined } }}
      // Inside the landmark of the page, not at the end of the document.
      disablePortal
      sx={PLAIN}
      renderInput={({ slotProps, ...parameters }) => (
        <TextField
          {...parameters}
          inputRef={field}
          placeholder={t('keys.searchPlaceholder')}
          error={error !== null}
          helperText={helperText}
          sx={{ position: 'static' }}
          slotProps={{
            ...slotProps,
            input: {
              ...slotProps.input,
              startAdornment: <SearchSign isBusy={isWaiting} />,
              endAdornment: text !== '' && <ClearSearch label={t('keys.clearSearch')} onClear={search.clear} />,
            },
            htmlInput: {
              ...slotProps.htmlInput,
              'aria-label': t('keys.search'),
              'aria-busy': isWaiting,
              spellCheck: false,
              maxLength: MAX_TEXT_LENGTH,
              // Not on focus, as the suggestions cover the list.
              onClick: () => setSuggesting((before) => (text.trim() === '' ? 'atStart' : before)),
              onSelect: (event: SyntheticEvent<HTMLInputElement>) => setCaret(event.currentTarget.selectionStart ?? 0),
              onPaste: (event: ClipboardEvent) => {
                if (search.paste(event.clipboardData.getData('text'))) {
                  event.preventDefault();
                }
              },
            },
            formHelperText: { title: helperText, sx: BELOW },
          }}
        />
      )}
    />
  );
}

/** Looks like any other search field: the library reserves space for buttons that are not used here. */
const PLAIN = {
  maxWidth: 520,
  '&& .MuiAutocomplete-inputRoot.MuiInputBase-sizeSmall': { paddingLeft: '14px', paddingRight: '14px' },
  '&& .MuiAutocomplete-inputRoot .MuiAutocomplete-input.MuiAutocomplete-input': { paddingLeft: 0 },
} as const;

/**
 * One line in the gap below the field, as wide as the page, so that the layout does not shift; in a narrow window two
 * lines, for which {@link KeysToolbar} makes room.
 */
const BELOW = {
  position: 'absolute',
  top: 40,
  left: 0,
  right: 0,
  marginTop: 0,
  fontSize: 12,
  lineHeight: '16px',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  [NARROW]: { whiteSpace: 'normal', display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: '2' },
} as const;

/** Full text of a suggestion, whose line may be truncated. */
function suggestionTitle(t: Translate, option: Suggestion): string {
  const shown = option.kind === 'account' ? option.account.username || option.insert : option.insert;
  return [shown, suggestionText(t, option)].filter(Boolean).join('\n');
}

function optionKey(option: Suggestion): string {
  return option.kind === 'account' ? option.account.id : option.insert;
}
