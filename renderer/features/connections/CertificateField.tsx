import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../../shared/model/connection.ts';
import { useChooseCertificate } from '../../api/connectionQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FieldBox } from '../../components/FieldBox.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { MONOSPACE } from '../../shell/theme.ts';

/** Props of {@link CertificateField}. */
export interface CertificateFieldProps {
  readonly certificate: Certificate | null;
  readonly isDisabled: boolean;
  readonly onChange: (certificate: Certificate | null) => void;
}

/** Certificate of a private authority, with its fingerprint. */
export function CertificateField({ certificate, isDisabled, onChange }: CertificateFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const choice = useChooseCertificate();
  const choose = (): void =>
    choice.mutate(t('connections.form.certificateFile'), {
      onSuccess: (chosen) => chosen !== null && onChange(chosen),
    });
  const failure = choice.error;
  const isNone = failure?.issues?.some(({ problem }) => problem === 'notCertificate') === true;
  return (
    <div>
      <FieldBox
        label={t('connections.form.certificate')}
        actions={
          <>
            {certificate !== null && (
              <Button size="small" disabled={isDisabled} onClick={() => onChange(null)}>
                {t('connections.form.certificateRemove')}
              </Button>
            )}
            <BusyButton size="small" color="primary" disabled={isDisabled} isBusy={choice.isPending} onClick={choose}>
              {t('connections.form.certificateChoose')}
            </BusyButton>
          </>
        }
      >
        {certificate === null ? (
          <Typography variant="caption" component="div" color="textSecondary">
            {t('connections.form.certificateHelp')}
          </Typography>
        ) : (
          <>
            <Typography variant="body2">{certificate.subject}</Typography>
            <Box
              component="code"
              sx={{ fontFamily: MONOSPACE, fontSize: 11, lineHeight: '16px', color: 'text.secondary' }}
            >
              {t('connections.form.certificateFacts', {
                until: format.dateTime(certificate.validTo),
                fingerprint: certificate.fingerprint,
              })}
            </Box>
          </>
        )}
      </FieldBox>
      {failure !== null && (
        <FormHelperText error role="alert">
          {isNone ? t('connections.problems.notCertificate') : errorText(t, failure, 'read').title}
        </FormHelperText>
      )}
    </div>
  );
}
