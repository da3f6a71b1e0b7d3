import FindInPage from '@mui/icons-material/FindInPageOutlined';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { KeyUsageResult } from '../../../shared/model/keyUsage.ts';
import { useKeyUsage, useSaveScannerRules, useSearchFolder } from '../../api/usageQueries.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TableFrame } from '../../components/tableParts.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { useToasts } from '../../shell/toasts.ts';
import { SearchForm } from './SearchForm.tsx';
import { UsageNotes } from './UsageNotes.tsx';
import { UsageProgress } from './UsageProgress.tsx';
import { UsageTable } from './UsageTable.tsx';
import { exclusionsOf, FIRST_FORM, limitsOf, type UsageForm } from './usageForm.ts';

/** Props of {@link UsagePage}. */
export interface UsagePageProps {
  /** The active connection. */
  readonly connection: ConnectionSummary;
  readonly connections: readonly ConnectionSummary[];
}

/** KeyDesk › Find in files: where keys are used in the files of a folder. */
export function UsagePage({ connection, connections }: UsagePageProps) {
  const { t } = useTranslation();
  const { folder, progress, result } = useKeyUsage();
  const searching = useSearchFolder();
  const [form, setForm] = useState<UsageForm>(FIRST_FORM);
  const start = (): void => {
    const [limits, exclusions] = [limitsOf(form), exclusionsOf(form)];
    if (limits !== null && exclusions !== null) {
      const connectionId = form.isEverything ? null : connection.id;
      searching.mutate({ connectionId, withSecrets: form.withSecrets, exclusions: [...exclusions], limits });
    }
  };
  return (
    <>
      <PageHeader path={[t('app.keydesk')]} title={t('usage.title')}>
        <RulesButton />
      </PageHeader>
      <Typography color="textSecondary">{t('usage.intro')}</Typography>
      <SearchForm
        form={form}
        onChange={setForm}
        folder={folder}
        connection={connection}
        isSearching={progress !== null}
        onSearch={start}
      />
      {progress !== null && <UsageProgress progress={progress} />}
      {progress === null && searching.error !== null && <FailureNote {...errorText(t, searching.error, 'read')} />}
      {progress === null && result === null && (
        <TableFrame>
          <EmptyState icon={<FindInPage />} title={t('usage.empty.title')}>
            {t('usage.empty.text')}
          </EmptyState>
        </TableFrame>
      )}
      {result !== null && <Result result={result} connections={connections} />}
    </>
  );
}

function Result({ result, connections }: Pick<UsagePageProps, 'connections'> & { readonly result: KeyUsageResult }) {
  const { t } = useTranslation();
  return (
    <>
      <UsageNotes result={result} />
      {result.places.length > 0 ? (
        <UsageTable result={result} connections={connections} />
      ) : (
        <TableFrame>
          <EmptyState icon={<FindInPage />} title={t('usage.nothing.title')}>
            {t('usage.nothing.text')}
          </EmptyState>
        </TableFrame>
      )}
    </>
  );
}

/** Saves rules for secret scanners. */
function RulesButton() {
  const { t } = useTranslation();
  const toasts = useToasts();
  const saving = useSaveScannerRules();
  const save = (): void =>
    saving.mutate(t('usage.rulesFileKind'), {
      onSuccess: (saved) => {
        if (saved !== null) {
          const { fileName: file, folderName: folder } = saved;
          toasts.show({ kind: 'message', text: t('usage.rulesSaved', { file, folder }) });
        }
      },
      onError: (error) => toasts.show({ kind: 'failure', error }),
    });
  return (
    <Tooltip title={t('usage.rulesHint')} describeChild>
      <Button variant="text" onClick={save}>
        {t('usage.rules')}
      </Button>
    </Tooltip>
  );
}
