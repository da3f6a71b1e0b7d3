import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ConnectionTestResult } from '../../../shared/model/connectionTest.ts';
import { Note } from '../../components/Note.tsx';
import { ConnectionTestResults } from './ConnectionTestResults.tsx';

/** Props of {@link NotSaved}. */
export interface NotSavedProps {
  /** Results of the test of the new values. */
  readonly steps: readonly ConnectionTestResult[];
  readonly isDisabled: boolean;
  /** Called when the user saves the new values despite the test. */
  readonly onSaveAnyway: () => void;
}

/** Reports that a connection was not changed because the new values failed the test, and why. */
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
