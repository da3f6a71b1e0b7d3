import OutlinedInput from '@mui/material/OutlinedInput';
import { type ClipboardEventHandler, type InputHTMLAttributes, memo, type Ref, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ClearSearch, SearchSign } from '../../../components/searchAdornments.tsx';

/** Maximum length of a search, which is parsed again with every letter. */
const MAX_TEXT_LENGTH = 10_000;

/** Props of {@link SearchInput}; the functions are stable. */
export interface SearchInputProps
  extends Required<
    Pick<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange' | 'onFocus' | 'onBlur' | 'onMouseDown'>
  > {
  readonly initialText: string;
  /** The frame around the text. */
  readonly frame: Ref<HTMLElement>;
  readonly field: Ref<HTMLInputElement>;
  readonly isListed: boolean;
  readonly isWaiting: boolean;
  readonly isWrong: boolean;
  /** Id of the message below the field, if there is one. */
  readonly messageId: string | undefined;
  readonly onClick: () => void;
  readonly onSelect: (event: SyntheticEvent<HTMLInputElement>) => void;
  readonly onPaste: ClipboardEventHandler;
  readonly onClear: () => void;
}

/**
 * The field of the search. It keeps its text itself: a typed letter is there already, and does not
 * render the field again.
 */
export const SearchInput = memo(function SearchInput(props: SearchInputProps) {
  const { id, isListed, isWaiting, isWrong, messageId, initialText, frame, field, onClear, ...handlers } = props;
  const { t } = useTranslation();
  return (
    <OutlinedInput
      ref={frame}
      id={id}
      inputRef={field}
      fullWidth
      size="small"
      error={isWrong}
      defaultValue={initialText}
      placeholder={t('keys.searchPlaceholder')}
      startAdornment={<SearchSign isBusy={isWaiting} />}
      endAdornment={<ClearSearch label={t('keys.clearSearch')} onClear={onClear} />}
      inputProps={{
        ...handlers,
        role: 'combobox',
        autoComplete: 'off',
        autoCapitalize: 'none',
        spellCheck: false,
        maxLength: MAX_TEXT_LENGTH,
        'aria-label': t('keys.search'),
        'aria-describedby': messageId,
        'aria-busy': isWaiting,
        'aria-autocomplete': 'list',
        'aria-expanded': isListed,
        'aria-controls': isListed ? `${id}-listbox` : undefined,
        // Set by the list while it is there.
        'aria-activedescendant': isListed ? '' : undefined,
      }}
      // Without a text there is nothing to clear. Not by rendering, which the first letter would wait for.
      sx={{
        minHeight: 40,
        '& .MuiInputBase-input:placeholder-shown ~ .MuiInputAdornment-positionEnd': { visibility: 'hidden' },
      }}
    />
  );
});
