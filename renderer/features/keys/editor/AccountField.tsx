import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { otherLayouts } from '../../../../shared/keyboardLayouts.ts';
import type { EligibleAccount } from '../../../../shared/model/key.ts';
import { useEligibleAccounts } from '../../../api/accountQueries.ts';
import { useDebounced } from '../../../components/useDebounced.ts';
import { errorText } from '../../../i18n/errorText.ts';
import { isolated } from '../../../i18n/isolated.ts';

/** Pause in typing before the platform is queried, in milliseconds. */
const SEARCH_DELAY_MS = 250;
/** Maximum length of a search in the IPC contract. */
const MAX_SEARCH_LENGTH = 200;
const NO_ACCOUNTS: readonly EligibleAccount[] = [];

/** Props of {@link AccountField}. */
export interface AccountFieldProps {
  readonly connectionId: string;
  readonly account: EligibleAccount | null;
  /** Text at first; searched for until an account is chosen. */
  readonly initialText: string;
  /** Why the value cannot be saved, or `null`. */
  readonly problem: string | null;
  readonly isDisabled: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (account: EligibleAccount | null) => void;
}

/**
 * Selects an account by a search on the platform. Accounts that may not use the API are shown with the reason. Until
 * the response for the typed text arrives, nothing is listed and Enter does nothing.
 */
export function AccountField(props: AccountFieldProps) {
  const { connectionId, account, initialText, problem, isDisabled, inputRef, onChange } = props;
  const { t } = useTranslation();
  const [text, setText] = useState(initialText);
  // After a selection the field holds its label, which is not a search.
  const search = account === null ? text.trim().slice(0, MAX_SEARCH_LENGTH) : '';
  const asked = useDebounced(search, SEARCH_DELAY_MS);
  const accounts = useEligibleAccounts(connectionId, asked);
  // A text that finds nobody may have been typed in another keyboard layout.
  const meant = (accounts.data?.total === 0 && otherLayouts(asked).at(-1)) || null;
  const others = useEligibleAccounts(connectionId, meant);
  // Results for an earlier text are not shown: Enter would select one of them.
  const isSearching = asked !== search || accounts.isPending;
  const hasOthers = meant !== null && (others.data?.total ?? 0) > 0;
  const data = isSearching ? undefined : hasOthers ? others.data : accounts.data;
  const items = data?.items ?? NO_ACCOUNTS;
  const failure = isSearching || accounts.error === null ? null : errorText(t, accounts.error, 'read');
  // Shown only while the list can be narrowed down: not before the first letter, not after a selection.
  const isPartial = search !== '' && data !== undefined && data.total > items.length;
  const partial = isPartial ? t('keys.form.narrow', { shown: items.length, total: data.total }) : undefined;
  const hint = data !== undefined && hasOthers ? t('keys.form.otherLayout', { text: isolated(meant) }) : undefined;
  return (
    <Autocomplete
      value={account}
      onChange={(_event, chosen) => onChange(chosen)}
      inputValue={text}
      onInputChange={(_event, typed, reason) => {
        // The text no longer matches the account. Keep the typed text, although the library would clear it with the
        // selection.
        if (reason === 'input' && account !== null) {
          onChange(null);
        }
        if (reason !== 'reset' || account !== null) {
          setText(typed);
        }
      }}
      onKeyDown={(event) => {
        // Nothing can be selected yet, and the form must not be submitted.
        if (event.key === 'Enter' && isSearching && account === null) {
          event.preventDefault();
        }
      }}
      options={items}
      filterOptions={(options) => options}
      getOptionLabel={(option) => `${isolated(option.fullName)} (${isolated(option.username)})`}
      getOptionKey={(option) => option.id}
      getOptionDisabled={(option) => option.problem !== null}
      isOptionEqualToValue={(option, value) => option.id === value.id}
      groupBy={(option) => (option.problem === null ? t('keys.form.canUse') : t('keys.form.cannotUse'))}
      loading={isSearching}
      loadingText={t('keys.form.searching')}
      noOptionsText={failure === null ? t('keys.form.noAccounts') : failure.title}
      disabled={isDisabled}
      autoHighlight
      // Clearing would start another search and move what is below from under the pointer.
      clearOnBlur={false}
      renderOption={({ key, ...optionProps }, option) => (
        <Box component="li" key={key} {...optionProps}>
          <Box sx={{ minWidth: 0, flex: 1 }} title={`${option.fullName}\n${option.username}`}>
            <Typography sx={{ fontWeight: 600 }} noWrap>
              {option.fullName || option.username}
            </Typography>
            <Typography variant="caption" component="div" color="textSecondary" noWrap>
              {[option.username, option.systemRoles.join(', ')].filter(Boolean).map(isolated).join(' · ')}
            </Typography>
            {option.problem !== null && (
              <Typography variant="caption" component="div">
                {t(`keys.problems.${option.problem}`)}
              </Typography>
            )}
          </Box>
        </Box>
      )}
      renderInput={(parameters) => (
        <TextField
          {...parameters}
          label={t('keys.userName')}
          placeholder={t('keys.form.accountPlaceholder')}
          autoFocus
          inputRef={inputRef}
          error={problem !== null || failure !== null}
          helperText={failure === null ? (problem ?? hint ?? partial) : `${failure.title}. ${failure.text}`}
        />
      )}
    />
  );
}
