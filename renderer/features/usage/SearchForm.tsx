import ExpandLess from '@mui/icons-material/ExpandLessRounded';
import ExpandMore from '@mui/icons-material/ExpandMoreRounded';
import FolderOpen from '@mui/icons-material/FolderOpenOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { useChooseFolder, useStopSearch } from '../../api/usageQueries.ts';
import { FilterChip } from '../../components/filterChip.ts';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { useToasts } from '../../shell/toasts.ts';
import { SearchLimits } from './SearchLimits.tsx';
import { exclusionsOf, limitsOf, type UsageForm } from './usageForm.ts';

/** Props of {@link SearchForm}. */
export interface SearchFormProps {
  readonly form: UsageForm;
  readonly onChange: (form: UsageForm) => void;
  /** The chosen folder; `null` for none. */
  readonly folder: string | null;
  /** The active connection. */
  readonly connection: ConnectionSummary;
  readonly isSearching: boolean;
  readonly onSearch: () => void;
}

/** Which keys are searched for, and where. */
export function SearchForm({ form, onChange, folder, connection, isSearching, onSearch }: SearchFormProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const choosing = useChooseFolder();
  const stopping = useStopSearch();
  const [isOpen, setIsOpen] = useState(false);
  const keysId = useId();
  const limitsId = useId();
  const isValid = limitsOf(form) !== null && exclusionsOf(form) !== null;
  const isShown = isOpen || !isValid;
  const reason = folder === null ? t('usage.chooseFirst') : isValid ? null : t('usage.correctFirst');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason === null && !isSearching) {
      onSearch();
    }
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={FRAME}>
      <Box sx={LINE}>
        <Box role="group" aria-label={t('usage.folder')} sx={{ flex: 1, minWidth: 0 }}>
          <Typography
            title={folder ?? undefined}
            color={folder === null ? 'textSecondary' : undefined}
            sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            <bdi>{folder ?? t('usage.noFolder')}</bdi>
          </Typography>
        </Box>
        <Button
          variant={folder === null ? 'contained' : 'outlined'}
          color={folder === null ? 'primary' : 'inherit'}
          startIcon={<FolderOpen />}
          disabled={isSearching}
          onClick={() => choosing.mutate(undefined, { onError: (error) => toasts.show({ kind: 'failure', error }) })}
        >
          {t('usage.chooseFolder')}
        </Button>
        {isSearching ? (
          <Button variant="outlined" disabled={stopping.isPending} onClick={() => stopping.mutate()}>
            {t('usage.stop')}
          </Button>
        ) : (
          <ReasonTooltip reason={reason}>
            <Button type="submit" variant="contained" color="primary" disabled={reason !== null}>
              {t('usage.search')}
            </Button>
          </ReasonTooltip>
        )}
      </Box>
      <Box sx={LINE}>
        <Typography id={keysId} variant="body2" color="textSecondary">
          {t('usage.keys')}
        </Typography>
        <Box role="group" aria-labelledby={keysId} sx={{ display: 'flex', gap: 1, minWidth: 0, flexWrap: 'wrap' }}>
          {[false, true].map((isEverything) => (
            <FilterChip
              key={String(isEverything)}
              type="button"
              disabled={isSearching}
              aria-pressed={form.isEverything === isEverything}
              onClick={() => onChange({ ...form, isEverything })}
              sx={{ maxWidth: 280, overflow: 'hidden', textOverflow: 'ellipsis' }}
            >
              {isEverything ? t('usage.allConnections') : connectionName(t, connection)}
            </FilterChip>
          ))}
        </Box>
        <Box sx={{ flex: 1 }} />
        <Button
          variant="text"
          size="small"
          endIcon={isShown ? <ExpandLess /> : <ExpandMore />}
          aria-expanded={isShown}
          aria-controls={isShown ? limitsId : undefined}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('usage.options')}
        </Button>
      </Box>
      <FormControlLabel
        disabled={isSearching}
        control={
          <Checkbox
            size="small"
            checked={form.withSecrets}
            onChange={({ target }) => onChange({ ...form, withSecrets: target.checked })}
          />
        }
        label={t('usage.withSecrets')}
      />
      {isShown && (
        <div id={limitsId}>
          <SearchLimits form={form} onChange={onChange} isDisabled={isSearching} />
        </div>
      )}
    </Box>
  );
}

const LINE = { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1.5 } as const;
const FRAME = {
  display: 'flex',
  flexDirection: 'column',
  flex: 'none',
  gap: 1,
  padding: '12px 16px',
  borderRadius: '12px',
  border: '1px solid',
  borderColor: 'divider',
  backgroundColor: 'background.paper',
} as const;
