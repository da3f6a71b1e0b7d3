import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnosis, Finding } from '../../../shared/model/doctor.ts';
import { FindingCard } from './FindingCard.tsx';
import { levelOf } from './findingLevel.ts';
import { MarkedTextView } from './MarkedTextView.tsx';
import { markText } from './markedText.ts';
import { SecretCheck } from './SecretCheck.tsx';
import { StringToSign } from './StringToSign.tsx';
import { VerdictCard } from './VerdictCard.tsx';

/** Props of {@link DiagnosisView}. */
export interface DiagnosisViewProps {
  /** The examined text. */
  readonly text: string;
  readonly diagnosis: Diagnosis;
  /** Index of the examined request. */
  readonly index: number;
  readonly isBusy: boolean;
  readonly onIndexChange: (index: number) => void;
  /** Checks the signature: with the secret of the key that the token names, or with the one entered. */
  readonly onUseSecret: (secret: string | null) => void;
  readonly onEdit: () => void;
  readonly onClear: () => void;
}

/** What is wrong, beside the text with the place marked. */
export function DiagnosisView(props: DiagnosisViewProps) {
  const { text, diagnosis, index, isBusy, onIndexChange, onUseSecret, onEdit, onClear } = props;
  const { t } = useTranslation();
  const { findings, requests, format, stringToSign } = diagnosis;
  const [first, ...others] = findings;
  const isWrong = first !== undefined && levelOf(first) === 'error';
  const further = isWrong ? others : findings;
  const [chosen, setChosen] = useState<Finding['place'] | undefined>(undefined);
  const place = chosen === undefined ? (findings.find((finding) => finding.place !== null)?.place ?? null) : chosen;
  const secrets = useMemo(
    () =>
      findings.flatMap((finding) => (finding.code === 'secretInText' && finding.place !== null ? [finding.place] : [])),
    [findings],
  );
  const marked = useMemo(() => markText(text, place, secrets), [text, place, secrets]);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, minHeight: 40 }}>
        <Button variant="outlined" onClick={onEdit}>
          {t('doctor.edit')}
        </Button>
        <Button variant="text" onClick={onClear}>
          {t('doctor.clear')}
        </Button>
        <Box sx={{ flex: 1 }} />
        {format !== null && (
          <Typography variant="body2" color="textSecondary">
            {t(`doctor.formats.${format}`)}
          </Typography>
        )}
        {requests > 1 && (
          <TextField
            select
            size="small"
            label={t('doctor.request')}
            value={index}
            disabled={isBusy}
            onChange={({ target }) => onIndexChange(Number(target.value))}
            sx={{ minWidth: 180 }}
          >
            {Array.from({ length: requests }, (_, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the requests are known by their numbers
              <MenuItem key={number} value={number}>
                {t('doctor.requestOption', { number: number + 1, count: requests })}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Box>
      <Box sx={COLUMNS}>
        <Box component="section" aria-label={t('doctor.result')} sx={COLUMN}>
          {isWrong ? <FindingCard finding={first} isMain onShow={setChosen} /> : <VerdictCard diagnosis={diagnosis} />}
          <SecretCheck diagnosis={diagnosis} isBusy={isBusy} onUseSecret={onUseSecret} />
          {further.length > 0 && (
            <Typography variant="h3" component="h3" sx={{ fontSize: 14, fontWeight: 600, marginTop: 1 }}>
              {t('doctor.more')}
            </Typography>
          )}
          {further.map((finding, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of findings does not change
            <FindingCard key={number} finding={finding} isMain={false} onShow={setChosen} />
          ))}
          {stringToSign !== null && <StringToSign text={stringToSign} />}
        </Box>
        <MarkedTextView marked={marked} />
      </Box>
    </>
  );
}

const COLUMNS = {
  flex: 1,
  minHeight: 320,
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
  gridTemplateRows: { xs: 'auto minmax(220px, 1fr)', lg: 'minmax(0, 1fr)' },
} as const;
const COLUMN = { display: 'flex', flexDirection: 'column', gap: 1.5, minWidth: 0, overflowY: { lg: 'auto' } } as const;
