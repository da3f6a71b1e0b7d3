import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ConnectionTestResult } from '../../../shared/model/connectionTest.ts';
import { Note } from '../../components/Note.tsx';
import { ConnectionTestResults, type ConnectionTestResultsProps } from './ConnectionTestResults.tsx';

/** Props of {@link NotSaved}. */
export interface NotSavedProps {
  /** Results of the test of the new values. */
  readonly steps: readonly ConnectionTestResult[];
  readonly isDisabled: boolean;
  /** As for the results of a test. */
  readonly onServicePath: ConnectionTestResultsProps['onServicePath'];
  /** Called when the user saves the new values despite the test. */
  readonly onSaveAnyway: () => void;
}

/** Reports that a connection was not changed because the new values failed the test, and why. */
export function NotSaved({ steps, isDisabled, onServicePath, onSaveAnyway }: NotSavedProps) {
  const { t } = useTranslation();
  const saveAnyway = (
    <Button variant="outlined" size="small" disabled={isDisabled} onClick={onSaveAnyway} sx={{ flexShrink: 0 }}>
      {t('connections.notSaved.saveAnyway')}
    </Button>
  );
  return (
    <ConnectionTestResults
      steps={steps}
      onServicePath={onServicePath}
      verdict={
        <Note tone="error" isAlert title={t('connections.notSaved.title')} action={saveAnyway}>
          {t('connections.notSaved.text')}
        </Note>
      }
    />
  );
}
