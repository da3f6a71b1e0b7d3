import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { foldText } from '../../../shared/foldText.ts';
import type { KnownNames } from '../../../shared/model/incident.ts';
import { useKnownNames } from '../../api/incidentQueries.ts';

/** Props of {@link NameField}. */
export interface NameFieldProps {
  readonly kind: keyof KnownNames;
  readonly label: string;
  readonly help: string;
  /** Said of a name that is not among the known ones. */
  readonly unknown: string;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (name: string) => void;
}

/** Maximum number of names suggested at a time. */
const SUGGESTED = 50;
const filterOptions = createFilterOptions<KnownNames['accounts'][number]>({
  limit: SUGGESTED,
  stringify: ({ name, detail }) => `${name} ${detail}`,
});

/** A name that is typed, or chosen among those in the lists of all connections. */
export function NameField({ kind, label, help, unknown, value, isDisabled, onChange }: NameFieldProps) {
  const names = useKnownNames()?.[kind];
  const known = useMemo(() => new Set(names?.map(({ name }) => foldText(name))), [names]);
  const folded = foldText(value.trim());
  const isUnknown = folded !== '' && known.size > 0 && !known.has(folded);
  return (
    <Autocomplete
      freeSolo
      // The suggestions belong to the page, as screen readers see it.
      disablePortal
      options={names ?? []}
      filterOptions={filterOptions}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.name)}
      disabled={isDisabled}
      inputValue={value}
      onInputChange={(_event, name) => onChange(name)}
      renderOption={({ key, ...props }, { name, detail }) => (
        <li key={key} {...props}>
          {name}
          {detail !== '' && (
            <Typography component="span" variant="body2" color="textSecondary" sx={{ marginLeft: 1 }} noWrap>
              {detail}
            </Typography>
          )}
        </li>
      )}
      renderInput={(field) => (
        <TextField
          {...field}
          size="small"
          label={label}
          helperText={isUnknown ? unknown : help}
          slotProps={{
            ...field.slotProps,
            htmlInput: { ...field.slotProps.htmlInput, spellCheck: false, maxLength: 256 },
          }}
        />
      )}
    />
  );
}
