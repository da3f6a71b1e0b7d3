import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TABLE_FORMATS, type TableFormat } from '../../shared/model/tableFile.ts';
import type { AppError } from '../../shared/result.ts';
import { errorText } from '../i18n/errorText.ts';
import { Choices } from './Choices.tsx';
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
        choices={TABLE_FORMATS.map((value) => ({ value, label: t(`tables.formats.${value}`) }))}
        hint={t(`tables.formatHints.${format}`)}
        onChange={setFormat}
      />
    </DialogFrame>
  );
}
