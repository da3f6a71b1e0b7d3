import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { FieldBox } from '../../components/FieldBox.tsx';
import { MONOSPACE } from '../../shell/theme.ts';

/** Props of {@link StringToSign}. */
export interface StringToSignProps {
  readonly text: string;
}

/** The string-to-sign with its line feeds visible. */
export function StringToSign({ text }: StringToSignProps) {
  const { t } = useTranslation();
  return (
    <div>
      <FieldBox label={t('doctor.stringToSign')} actions={null}>
        <Box
          component="pre"
          dir="ltr"
          sx={{
            margin: 0,
            fontFamily: MONOSPACE,
            fontSize: 13,
            lineHeight: '20px',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          }}
        >
          {text.replaceAll('\r', '␍').replaceAll('\n', '⏎\n')}
        </Box>
      </FieldBox>
      <Typography variant="body2" color="textSecondary" sx={{ marginTop: 0.5 }}>
        {t('doctor.stringToSignHelp')}
      </Typography>
    </div>
  );
}
