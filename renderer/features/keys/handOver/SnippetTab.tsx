import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HAND_OVER_FORMS, type HandOverForm } from '../../../../shared/model/handOver.ts';
import { useAppState, useSetPreferences } from '../../../api/appQueries.ts';
import { useSnippet } from '../../../api/handOver.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { CodeView } from './CodeView.tsx';
import { formName } from './formName.ts';
import type { HandOverTabProps } from './HandOverDialog.tsx';
import { useSecretDisabledReason } from './handedOverKey.ts';
import { useMessage } from './useMessage.ts';
import { useSnippetActions } from './useSnippetActions.ts';

/** A text for those who use the key, or a signed call in the form of their program. The chosen form is remembered. */
export function SnippetTab({ connectionId, shownKey }: HandOverTabProps) {
  const { t } = useTranslation();
  const { data: appState } = useAppState();
  const setPreferences = useSetPreferences();
  const [chosen, setChosen] = useState<HandOverForm | null>(null);
  const [chosenPart, setPart] = useState(0);
  const disabledReason = useSecretDisabledReason(connectionId, shownKey);
  const message = useMessage(connectionId, shownKey);

  const form = chosen ?? appState?.preferences.handOverForm ?? 'message';
  const kind = form === 'message' ? null : form;
  const snippet = useSnippet(connectionId, shownKey, kind, useLanguage());
  const parts = kind === null ? [{ name: t('handOver.forms.message'), text: message.text }] : (snippet.data ?? []);
  const part = Math.min(chosenPart, Math.max(0, parts.length - 1));
  const shownPart = parts[part];
  const hasSecret = kind === null || snippet.data?.[part]?.hasSecret === true;
  const actions = useSnippetActions({ connectionId, shownKey, kind, part, hasSecret, labels: message.labels });

  const choose = (next: HandOverForm): void => {
    setChosen(next);
    setPart(0);
    setPreferences.mutate({ handOverForm: next });
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, paddingTop: 1.5 }}>
      <TextField
        select
        label={t('handOver.form')}
        value={form}
        helperText={t(`handOver.hints.${form}`)}
        onChange={({ target }) => choose(target.value as HandOverForm)}
      >
        {HAND_OVER_FORMS.map((name) => (
          <MenuItem key={name} value={name}>
            {formName(t, name)}
          </MenuItem>
        ))}
      </TextField>
      {snippet.error !== null && <FailureNote {...errorText(t, snippet.error, 'read')} />}
      {parts.length > 1 && (
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label={t('handOver.files')}
          value={part}
          onChange={(_event, next: number | null) => {
            if (next !== null) {
              setPart(next);
            }
          }}
          sx={{ flexWrap: 'wrap' }}
        >
          {parts.map(({ name }, index) => (
            <ToggleButton key={name} value={index} sx={{ textTransform: 'none' }}>
              {name}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {shownPart !== undefined && <CodeView label={shownPart.name} text={shownPart.text} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <BusyButton variant="contained" color="primary" isBusy={actions.isCopying} onClick={actions.copy}>
          {t('handOver.copy')}
        </BusyButton>
        {hasSecret && (
          <ReasonTooltip reason={disabledReason}>
            <BusyButton
              variant="outlined"
              isBusy={actions.isCopying}
              disabled={disabledReason !== null}
              onClick={actions.copyWithSecret}
            >
              {t(kind === null ? 'handOver.copySecret' : 'handOver.copyWithSecret')}
            </BusyButton>
          </ReasonTooltip>
        )}
        {kind !== null && (
          <BusyButton variant="outlined" isBusy={actions.isSaving} onClick={actions.save}>
            {t('handOver.save')}
          </BusyButton>
        )}
      </Box>
      {kind !== null && hasSecret && (
        <Typography variant="body2" color="textSecondary">
          {t('handOver.secretNote')}
        </Typography>
      )}
    </Box>
  );
}
