import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TABLE_FORMATS, type TableFormat } from '../../shared/model/tableFile.ts';
import type { AppError } from '../../shared/result.ts';
import { errorText } from '../i18n/errorText.ts';
import { DialogButtons } from './DialogButtons.tsx';
import { DialogFrame } from './DialogFrame.tsx';
import { FailureNote } from './FailureNote.tsx';

/** One choice of what is exported. */
interface ExportScope<Scope extends string> {
  readonly scope: Scope;
  /** Says how many rows there are. */
  readonly label: string;
  readonly isEmpty: boolean;
}

/** Props of {@link ExportDialog}. */
export interface ExportDialogProps<Scope extends string> {
  readonly title: string;
  readonly context: ReactNode;
  /** What is counted: keys or entries. */
  readonly scopeLabel: string;
  /** The last one that is not empty is chosen at first. */
  readonly scopes: readonly ExportScope<Scope>[];
  readonly isBusy: boolean;
  readonly error: AppError | null;
  readonly onExport: (scope: Scope, format: TableFormat) => void;
  readonly onClose: () => void;
  /** Further choices. */
  readonly children?: ReactNode;
}

/** Asks which rows to export and to which kind of file. The system then asks for the file. */
export function ExportDialog<Scope extends string>(props: ExportDialogProps<Scope>) {
  const { title, context, scopeLabel, scopes, isBusy, error, onExport, onClose, children } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Scope | null>(null);
  const [format, setFormat] = useState<TableFormat>('xlsx');
  const scope = chosen ?? scopes.findLast(({ isEmpty }) => !isEmpty)?.scope;
  return (
    <DialogFrame
      title={title}
      context={context}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => {
        if (scope !== undefined) {
          onExport(scope, format);
        }
      }}
      actions={<DialogButtons submit={t('tables.submit')} isBusy={isBusy} onCancel={onClose} />}
    >
      {error !== null && <FailureNote {...errorText(t, error, 'read')} />}
      <Choices
        label={scopeLabel}
        autoFocus
        value={scope ?? null}
        choices={scopes.map((each) => ({ value: each.scope, label: each.label, isDisabled: each.isEmpty }))}
        onChange={setChosen}
      />
      {children}
      <Choices
        label={t('tables.format')}
        value={format}
        choices={TABLE_FORMATS.map((value) => ({ value, label: t(`tables.formats.${value}`), isDisabled: false }))}
        hint={t(`tables.formatHints.${format}`)}
        onChange={setFormat}
      />
    </DialogFrame>
  );
}

interface ChoicesProps<Value extends string> {
  readonly label: string;
  /** Whether the chosen one has the focus at first. */
  readonly autoFocus?: boolean;
  readonly value: Value | null;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly isDisabled: boolean }[];
  /** Explains the chosen value. */
  readonly hint?: string;
  readonly onChange: (value: Value) => void;
}

function Choices<Value extends string>({
  label,
  autoFocus = false,
  value,
  choices,
  hint,
  onChange,
}: ChoicesProps<Value>) {
  const labelId = useId();
  const hintId = useId();
  return (
    <FormControl>
      <FormLabel id={labelId}>{label}</FormLabel>
      <RadioGroup
        aria-labelledby={labelId}
        aria-describedby={hint === undefined ? undefined : hintId}
        value={value ?? ''}
        onChange={({ target }) => {
          const choice = choices.find((each) => each.value === target.value);
          if (choice !== undefined) {
            onChange(choice.value);
          }
        }}
      >
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            value={choice.value}
            label={choice.label}
            disabled={choice.isDisabled}
            control={<Radio size="small" autoFocus={autoFocus && choice.value === value} />}
          />
        ))}
      </RadioGroup>
      {hint !== undefined && <FormHelperText id={hintId}>{hint}</FormHelperText>}
    </FormControl>
  );
}
