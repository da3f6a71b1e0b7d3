import FormHelperText from '@mui/material/FormHelperText';
import useAutocomplete from '@mui/material/useAutocomplete';
import { useForkRef } from '@mui/material/utils';
import {
  type ChangeEvent,
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type SyntheticEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { hasNoModifier } from '../../../components/shortcuts.ts';
import { useStableCallback } from '../../../components/useStableCallback.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { NARROW } from './narrow.ts';
import { querySuggestions, type Suggestion, withSuggestion } from './query/querySuggestions.ts';
import { SearchInput } from './SearchInput.tsx';
import { SuggestionList } from './SuggestionList.tsx';
import { useSearchCommands, useSearchInput } from './searchContext.ts';
import { searchErrorText } from './searchTexts.ts';

/** Props of {@link KeySearchField}. */
export interface KeySearchFieldProps {
  /** Whether the list is live. */
  readonly isLive: boolean;
  /** Whether the list is still awaited, and a search with it. */
  readonly isListAwaited: boolean;
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
export function KeySearchField({ isLive, isListAwaited, now, onOpenOnly }: KeySearchFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { text, columns, ...search } = useSearchInput();
  const { setText, field, paste, clear } = useSearchCommands();
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
  const take = (suggestion: Suggestion): void => {
    const taken = withSuggestion(text, suggestions, suggestion);
    wantedCaret.current = taken.caret;
    setCaret(taken.caret);
    setSuggesting('whileTyping');
    setText(taken.text);
  };

  const missing = search.isTokenMissing ? t(isLive ? 'search.noToken' : 'search.noCachedToken') : undefined;
  const message = error === null ? missing : searchErrorText(t, error, language);
  const { getRootProps, getInputProps, getListboxProps, getOptionProps, ...combobox } = useAutocomplete<
    Suggestion,
    false,
    false,
    true
  >({
    freeSolo: true,
    clearOnEscape: true,
    disableCloseOnSelect: true,
    value: null,
    inputValue: text,
    open: isListed,
    options: suggestions.options,
    filterOptions: (options) => options,
    getOptionLabel: (option) => (typeof option === 'string' ? option : option.insert),
    getOptionKey: (option) => (typeof option === 'string' ? option : `${option.kind} ${optionKey(option)}`),
    // Enter without a choice passes the text itself, which is already there.
    onChange: (_event, chosen) => chosen !== null && typeof chosen !== 'string' && take(chosen),
    onInputChange: (event, typed, reason) => {
      if (reason === 'input' || reason === 'clear') {
        setCaret(event.target instanceof HTMLInputElement ? (event.target.selectionStart ?? typed.length) : 0);
        setSuggesting(reason === 'input' ? 'whileTyping' : 'no');
        setText(typed);
      }
    },
    onClose: () => setSuggesting('no'),
  });
  const handleKeyDown = (event: KeyboardEvent & { defaultMuiPrevented?: boolean }): void => {
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
  };
  const messageId = message === undefined ? undefined : `${combobox.id}-message`;
  const input = getInputProps();
  const inputRef = useForkRef(field, input.ref);
  const [initialText] = useState(text);
  useLayoutEffect(() => {
    // Text set by code; what is typed is there already.
    if (field.current !== null && field.current.value !== text) {
      field.current.value = text;
    }
    if (wantedCaret.current !== null) {
      field.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
      wantedCaret.current = null;
    }
  });
  const handlers = {
    onChange: useStableCallback((event: ChangeEvent<HTMLInputElement>) => input.onChange?.(event)),
    onFocus: useStableCallback((event: FocusEvent<HTMLInputElement>) => input.onFocus?.(event)),
    onBlur: useStableCallback((event: FocusEvent<HTMLInputElement>) => input.onBlur?.(event)),
    onMouseDown: useStableCallback((event: MouseEvent<HTMLInputElement>) => input.onMouseDown?.(event)),
    // Not on focus, as the suggestions cover the list.
    onClick: useStableCallback(() => setSuggesting((before) => (text.trim() === '' ? 'atStart' : before))),
    onSelect: useStableCallback((event: SyntheticEvent<HTMLInputElement>) =>
      setCaret(event.currentTarget.selectionStart ?? 0),
    ),
    onPaste: useStableCallback((event: ClipboardEvent) => {
      if (paste(event.clipboardData.getData('text'))) {
        event.preventDefault();
      }
    }),
  };

  return (
    <div className="key-search" {...getRootProps({ onKeyDown: handleKeyDown })}>
      <div>
        <SearchInput
          {...handlers}
          id={combobox.id}
          initialText={initialText}
          frame={combobox.setAnchorEl}
          field={inputRef}
          isListed={isListed}
          isWaiting={isListAwaited && text.trim() !== ''}
          isWrong={error !== null}
          messageId={messageId}
          onClear={clear}
        />
        {isListed && (
          <SuggestionList {...getListboxProps()} options={combobox.groupedOptions} getOptionProps={getOptionProps} />
        )}
      </div>
      {message !== undefined && (
        <FormHelperText id={messageId} variant="outlined" error={error !== null} title={message} sx={BELOW}>
          {message}
        </FormHelperText>
      )}
    </div>
  );
}

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

function optionKey(option: Suggestion): string {
  return option.kind === 'account' ? option.account.id : option.insert;
}
