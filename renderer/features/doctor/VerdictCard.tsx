import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from '../../../shared/model/doctor.ts';
import { ResultCard } from './ResultCard.tsx';

/** Props of {@link VerdictCard}. */
export interface VerdictCardProps {
  readonly diagnosis: Pick<Diagnosis, 'isVerified' | 'needsSecret'>;
}

/** Says that nothing is wrong, as far as it could be checked. */
export function VerdictCard({ diagnosis: { isVerified, needsSecret } }: VerdictCardProps) {
  const { t } = useTranslation();
  const verdict = isVerified ? 'verified' : needsSecret ? 'soFar' : 'nothing';
  return (
    <ResultCard title={t(`doctor.${verdict}.title`)} isMain chip={null}>
      <Typography>{t(`doctor.${verdict}.text`)}</Typography>
    </ResultCard>
  );
}
