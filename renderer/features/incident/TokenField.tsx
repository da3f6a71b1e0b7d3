import FolderOpen from '@mui/icons-material/FolderOpenOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { MAX_LEAKED_TOKENS } from '../../../shared/model/leakedTokens.ts';
import { useReadLeakFile } from '../../api/incidentQueries.ts';
import { Note } from '../../components/Note.tsx';
import { MONOSPACE } from '../../shell/theme.ts';
import { useToasts } from '../../shell/toasts.ts';
import { type IncidentForm, tokensOf, withPasted, withTokens, withTyped } from './incidentForm.ts';

/** Number of texts named that are no token. */
const NAMED = 5;

/** Props of the fields of the page. */
export interface IncidentFieldProps {
  readonly form: IncidentForm;
  readonly isDisabled: boolean;
  readonly onChange: (form: IncidentForm) => void;
}

/** The leaked tokens. A pasted text is replaced by its tokens before it is shown, since it may contain secret keys. */
export function TokenField({ form, isDisabled, onChange }: IncidentFieldProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const reading = useReadLeakFile();
  const count = tokensOf(form).length;
  const open = (): void =>
    reading.mutate(t('incident.tokens.fileKind'), {
      onSuccess: (read) => {
        if (read !== null) {
          const { found, fileName } = read;
          onChange(found === null ? { ...form, hasTooMany: true } : withTokens(form, found, fileName));
        }
      },
      onError: (error) => toasts.show({ kind: 'failure', error, attempt: 'read' }),
    });
  return (
    <>
      <TextField
        label={t('incident.tokens.label')}
        multiline
        rows={4}
        value={form.text}
        disabled={isDisabled}
        error={form.hasTooMany}
        helperText={
          form.hasTooMany ? t('incident.tokens.tooMany', { max: MAX_LEAKED_TOKENS }) : t('incident.tokens.help')
        }
        onPaste={(event) => {
          event.preventDefault();
          onChange(withPasted(form, event.clipboardData.getData('text')));
        }}
        onDrop={(event) => {
          event.preventDefault();
          onChange(withPasted(form, event.dataTransfer.getData('text')));
        }}
        onChange={({ target }) => onChange(withTyped(form, target.value))}
        slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: MONOSPACE, fontSize: 13 } } }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1.5 }}>
        <Button variant="outlined" color="inherit" startIcon={<FolderOpen />} disabled={isDisabled} onClick={open}>
          {t('incident.tokens.open')}
        </Button>
        <Typography role="status" variant="body2" color="textSecondary">
          {[
            count === 0 ? t('incident.tokens.none') : t('incident.tokens.found', { count }),
            ...(form.leftOut.repeats > 0 ? [t('incident.tokens.repeats', { count: form.leftOut.repeats })] : []),
            ...(form.fileName === null ? [] : [t('incident.tokens.fromFile', { file: form.fileName })]),
          ].join(' · ')}
        </Typography>
      </Box>
      <LeftOutNotes leftOut={form.leftOut} />
    </>
  );
}

function LeftOutNotes({ leftOut }: Pick<IncidentForm, 'leftOut'>) {
  const { t } = useTranslation();
  const { notTokens, notTokenCount, secrets } = leftOut;
  const named = notTokens
    .slice(0, NAMED)
    .map(({ text, reason }) => `${text} (${t(`incident.tokens.reasons.${reason}`)})`);
  const more = notTokenCount - named.length;
  return (
    <>
      {secrets > 0 && (
        <Note tone="warning" title={t('incident.tokens.secrets', { count: secrets })}>
          {t('incident.tokens.secretsText')}
        </Note>
      )}
      {notTokenCount > 0 && (
        <Note tone="neutral" title={t('incident.tokens.notTokens', { count: notTokenCount })}>
          {[...named, ...(more > 0 ? [t('incident.tokens.more', { count: more })] : [])].join(', ')}
        </Note>
      )}
    </>
  );
}
