import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { useKey } from '../../api/keyQueries.ts';
import { Note } from '../../components/Note.tsx';
import type { PageSubject } from '../../shell/pages.ts';

/** Props of {@link SubjectNote}. */
export interface SubjectNoteProps {
  /** The key from which the page was opened. */
  readonly subject: Extract<PageSubject, { readonly key: unknown }>;
  /** The known key that the request names; `null` if there is none, or none was examined yet. */
  readonly named: KeyReference | null;
}

/** Says from which key the page was opened, and whether the request uses another one. */
export function SubjectNote({ subject, named }: SubjectNoteProps) {
  const { t } = useTranslation();
  const key = useKey(subject.connectionId, subject.key.id);
  const wanted = shortToken(subject.key.token);
  if (named !== null && named.token !== subject.key.token) {
    return (
      <Note tone="warning" isAlert title={t('doctor.otherKey.title')}>
        {t('doctor.otherKey.text', { wanted, named: shortToken(named.token) })}
      </Note>
    );
  }
  return (
    <Note tone="neutral">{t('doctor.keyFrom', { owner: key?.fullName || key?.username || '—', token: wanted })}</Note>
  );
}
