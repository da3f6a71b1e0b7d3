import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ConnectionTestResult } from '../../../shared/model/connectionTest.ts';
import { Note } from '../../components/Note.tsx';
import { ConnectionTestResults } from './ConnectionTestResults.tsx';

/** Props of {@link NotSaved}. */
export interface NotSavedProps {
  /** What the test of the new values has found. */
  readonly steps: readonly ConnectionTestResult[];
  readonly isDisabled: boolean;
  /** Called when the user wants the new values in spite of the test. */
  readonly onSaveAnyway: () => void;
}

/** Says that a connection still has its former values, because the new ones were not accepted, and why not. */
export function NotSaved({ steps, isDisabled, onSaveAnyway }: NotSavedProps) {
  const { t } = useTranslation();
  const saveAnyway = (
    <Button variant="outlined" size="small" disabled={isDisabled} onClick={onSaveAnyway} sx={{ flexShrink: 0 }}>
      {t('connections.notSaved.saveAnyway')}
    </Button>
  );
  return (
    <ConnectionTestResults
      steps={steps}
      verdict={
        <Note tone="error" isAlert title={t('connections.notSaved.title')} action={saveAnyway}>
          {t('connections.notSaved.text')}
        </Note>
      }
    />
  );
}
