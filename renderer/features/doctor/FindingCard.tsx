import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { findingText } from '../../../shared/doctorTexts/findingText.ts';
import type { Finding } from '../../../shared/model/doctor.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { MONOSPACE } from '../../shell/theme.ts';
import { LEVEL_TONES, levelOf } from './findingLevel.ts';
import { ResultCard } from './ResultCard.tsx';

/** Props of {@link FindingCard}. */
export interface FindingCardProps {
  readonly finding: Finding;
  /** Whether it is the first thing that is wrong. */
  readonly isMain: boolean;
  /** Marks a place in the text. */
  readonly onShow: (place: Finding['place']) => void;
}

/** One finding: what is wrong, what stands there and what to write instead. */
export function FindingCard({ finding, isMain, onShow }: FindingCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { title, text } = findingText(language, finding);
  const { found, expected, place } = finding;
  const level = levelOf(finding);
  return (
    <ResultCard
      title={title}
      isMain={isMain}
      chip={<StatusChip tone={LEVEL_TONES[level]} label={t(`doctor.levels.${level}`)} />}
    >
      <Typography>{text}</Typography>
      {(found !== null || expected !== null) && (
        <Box
          component="dl"
          sx={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: 1, margin: 0 }}
        >
          {found !== null && <Value name={t('doctor.found')} value={found} />}
          {expected !== null && <Value name={t('doctor.expected')} value={expected} />}
        </Box>
      )}
      {place !== null && (
        <div>
          <Button size="small" color="primary" sx={{ marginLeft: '-5px' }} onClick={() => onShow({ ...place })}>
            {t('doctor.show')}
          </Button>
        </div>
      )}
    </ResultCard>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <Typography component="dt" variant="body2" color="textSecondary">
        {name}
      </Typography>
      <Quoted dir="ltr">{value}</Quoted>
    </>
  );
}

const Quoted = styled('dd')({
  margin: 0,
  fontFamily: MONOSPACE,
  fontSize: 13,
  lineHeight: '20px',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  maxHeight: 200,
  overflowY: 'auto',
});
