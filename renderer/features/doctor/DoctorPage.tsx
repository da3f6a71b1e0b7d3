import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useExamine } from '../../api/doctorQueries.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { usePages } from '../../shell/pages.ts';
import { DiagnosisView } from './DiagnosisView.tsx';
import { PasteForm } from './PasteForm.tsx';
import { SubjectNote } from './SubjectNote.tsx';

/**
 * KeyDesk › Check a request: says what is wrong in a pasted request. The text is state of this page alone, so that it is gone
 * when the page is left and when the application is locked.
 */
export function DoctorPage() {
  const { t } = useTranslation();
  const { subject } = usePages();
  const [text, setText] = useState('');
  const [isEditing, setIsEditing] = useState(true);
  const examining = useExamine();
  const { data: diagnosis, variables, reset } = examining;
  const examine = (index: number, useSecret: boolean, secret: string | null = null): void =>
    examining.mutate({ text, connectionId: null, index, useSecret, secret }, { onSuccess: () => setIsEditing(false) });
  const edit = (): void => {
    reset();
    setIsEditing(true);
  };
  return (
    <>
      <PageHeader path={[t('app.keydesk')]} title={t('doctor.title')} />
      <Typography color="textSecondary">{t('doctor.intro')}</Typography>
      {subject !== null && 'key' in subject && <SubjectNote subject={subject} named={diagnosis?.key ?? null} />}
      {examining.error !== null && <FailureNote {...errorText(t, examining.error, 'read')} />}
      {isEditing || diagnosis === undefined ? (
        <PasteForm text={text} onChange={setText} isBusy={examining.isPending} onCheck={() => examine(0, false)} />
      ) : (
        <DiagnosisView
          key={variables?.index}
          text={text}
          diagnosis={diagnosis}
          index={variables?.index ?? 0}
          isBusy={examining.isPending}
          onIndexChange={(index) => examine(index, false)}
          onUseSecret={(secret) => examine(variables?.index ?? 0, secret === null, secret)}
          onEdit={edit}
          onClear={() => {
            edit();
            setText('');
          }}
        />
      )}
    </>
  );
}
