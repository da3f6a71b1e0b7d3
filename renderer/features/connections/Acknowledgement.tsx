import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/Note.tsx';

/** Props of {@link Acknowledgement}. */
export interface AcknowledgementProps {
  readonly isChecked: boolean;
  /** Why the form is rejected because of it, or `null`. */
  readonly problem: string | null;
  readonly onChange: (isChecked: boolean) => void;
}

/** Warning about plain HTTP to another computer, with explicit consent. */
export function Acknowledgement({ isChecked, problem, onChange }: AcknowledgementProps) {
  const { t } = useTranslation();
  return (
    <Note tone="warning" isAlert>
      {t('connections.form.plainHttp')}
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            color="default"
            checked={isChecked}
            onChange={(_event, checked) => onChange(checked)}
            sx={{ color: 'inherit', '&.Mui-checked': { color: 'inherit' } }}
          />
        }
        label={t('connections.form.acknowledge')}
        slotProps={{ typography: { variant: 'body2', sx: { fontWeight: 600 } } }}
        sx={{ display: 'flex' }}
      />
      {problem !== null && <FormHelperText error>{problem}</FormHelperText>}
    </Note>
  );
}
