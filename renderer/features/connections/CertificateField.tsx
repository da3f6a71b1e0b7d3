import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../../shared/model/connection.ts';
import type { AppError } from '../../../shared/result.ts';
import { useChooseCertificates } from '../../api/connectionQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FieldBox } from '../../components/FieldBox.tsx';
import { useNow } from '../../components/useNow.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/i18n.ts';
import { MONOSPACE } from '../../shell/theme.ts';

/** Props of {@link CertificateField}. */
export interface CertificateFieldProps {
  readonly certificates: readonly Certificate[];
  readonly isDisabled: boolean;
  /** Why the certificates were not accepted. */
  readonly problem: string | null;
  readonly onChange: (certificates: readonly Certificate[]) => void;
}

/** Certificates of private authorities, with their fingerprints. The certificates of each chosen file are added. */
export function CertificateField({ certificates, isDisabled, problem, onChange }: CertificateFieldProps) {
  const { t } = useTranslation();
  const choice = useChooseCertificates();
  const failure = choice.error === null ? problem : failureText(t, choice.error);
  const choose = (): void =>
    choice.mutate(t('connections.form.certificateFile'), {
      onSuccess: (chosen) => chosen !== null && onChange(merge(certificates, chosen)),
    });
  return (
    <div>
      <FieldBox
        label={t('connections.form.certificates')}
        actions={
          <BusyButton size="small" color="primary" disabled={isDisabled} isBusy={choice.isPending} onClick={choose}>
            {t('connections.form.certificateChoose')}
          </BusyButton>
        }
      >
        {certificates.length === 0 ? (
          <Typography variant="caption" component="div" color="textSecondary">
            {t('connections.form.certificatesHelp')}
          </Typography>
        ) : (
          <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1.5 }}>
            {certificates.map((certificate) => (
              <CertificateItem
                key={certificate.fingerprint}
                certificate={certificate}
                isDisabled={isDisabled}
                onRemove={() => onChange(certificates.filter((other) => other !== certificate))}
              />
            ))}
          </Box>
        )}
      </FieldBox>
      {failure !== null && (
        <FormHelperText error role="alert">
          {failure}
        </FormHelperText>
      )}
    </div>
  );
}

interface CertificateItemProps {
  readonly certificate: Certificate;
  readonly isDisabled: boolean;
  readonly onRemove: () => void;
}

/** Whose certificate it is, what it is good for, and until when. */
function CertificateItem({ certificate, isDisabled, onRemove }: CertificateItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(60_000);
  const { subject, kind, fingerprint, validFrom, validTo } = certificate;
  const dates = { from: format.dateTime(validFrom), until: format.dateTime(validTo) };
  const isValid = Date.parse(validFrom) <= now && now < Date.parse(validTo);
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2">{subject}</Typography>
        <Typography variant="caption" component="div" color="textSecondary">
          {t(`connections.form.certificateKinds.${kind}`)}
        </Typography>
        <Typography variant="caption" component="div" color={isValid ? 'textSecondary' : 'error'}>
          {t(`connections.form.${isValid ? 'certificateValid' : 'certificateNotValid'}`, dates)}
        </Typography>
        <Box component="code" sx={{ fontFamily: MONOSPACE, fontSize: 11, lineHeight: '16px', color: 'text.secondary' }}>
          SHA-256 <Fingerprint value={fingerprint} />
        </Box>
      </Box>
      <Button
        size="small"
        disabled={isDisabled}
        aria-label={t('connections.form.certificateRemove', { subject })}
        onClick={onRemove}
      >
        {t('connections.form.remove')}
      </Button>
    </Box>
  );
}

/** A fingerprint that breaks between its pairs of digits only, so that it can be compared. */
function Fingerprint({ value }: { readonly value: string }) {
  return value.split(/(?<=:)/).map((pair, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pairs repeat and never move.
    <Fragment key={index}>
      <wbr />
      {pair}
    </Fragment>
  ));
}

/** The certificates of both lists, each once. */
function merge(certificates: readonly Certificate[], added: readonly Certificate[]): readonly Certificate[] {
  const known = new Set(certificates.map(({ fingerprint }) => fingerprint));
  return [...certificates, ...added.filter(({ fingerprint }) => !known.has(fingerprint))];
}

function failureText(t: Translate, failure: AppError): string {
  const problem = failure.issues?.[0]?.problem;
  return problem === 'notCertificate' || problem === 'tooManyCertificates'
    ? t(`connections.problems.${problem}`)
    : errorText(t, failure, 'read').title;
}
