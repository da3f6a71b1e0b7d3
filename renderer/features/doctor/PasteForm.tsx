import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { type FormEvent, type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { BusyButton } from '../../components/BusyButton.tsx';
import { MONOSPACE } from '../../shell/theme.ts';
import { EXAMPLE_REQUEST } from './exampleRequest.ts';

/** Props of {@link PasteForm}. */
export interface PasteFormProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly isBusy: boolean;
  readonly onCheck: () => void;
}

/** The field for the request. */
export function PasteForm({ text, onChange, isBusy, onCheck }: PasteFormProps) {
  const { t } = useTranslation();
  const fieldId = useId();
  const helpId = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onCheck();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text !== '' && !isBusy) {
      event.preventDefault();
      onCheck();
    }
  };
  return (
    <Box
      component="form"
      onSubmit={submit}
      sx={{ flex: 1, minHeight: 260, display: 'flex', flexDirection: 'column', gap: 1 }}
    >
      <Typography component="label" htmlFor={fieldId} variant="body2" sx={{ fontWeight: 600 }}>
        {t('doctor.field')}
      </Typography>
      {/* Not the text field of MUI, which measures its content with every key: too slow for 1 MB. */}
      <Field
        id={fieldId}
        aria-describedby={helpId}
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoFocus
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={press}
      />
      <Typography id={helpId} variant="body2" color="textSecondary">
        {t('doctor.fieldHelp')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <BusyButton
          type="submit"
          variant="contained"
          color="primary"
          disabled={text === ''}
          isBusy={isBusy}
          aria-keyshortcuts="Control+Enter"
          title="Ctrl+Enter"
        >
          {t('doctor.check')}
        </BusyButton>
        {text === '' ? (
          <Button variant="text" onClick={() => onChange(EXAMPLE_REQUEST)}>
            {t('doctor.example')}
          </Button>
        ) : (
          <Button variant="text" disabled={isBusy} onClick={() => onChange('')}>
            {t('doctor.clear')}
          </Button>
        )}
      </Box>
    </Box>
  );
}

const Field = styled('textarea')(({ theme }) => ({
  flex: 1,
  minHeight: 160,
  resize: 'none',
  padding: '10px 12px',
  fontFamily: MONOSPACE,
  fontSize: 13,
  lineHeight: '20px',
  color: theme.vars.palette.text.primary,
  backgroundColor: theme.vars.palette.background.paper,
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: 12,
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -1 },
}));
