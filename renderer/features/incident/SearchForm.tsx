import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { IncidentCriteria } from '../../../shared/model/incident.ts';
import { ConnectionNameText } from '../../components/ConnectionNameText.tsx';
import { FilterChip } from '../../components/filterChip.ts';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { CriteriaFields } from './CriteriaFields.tsx';
import { chosenConnections, criteriaOf, INCIDENT_KINDS, type IncidentForm } from './incidentForm.ts';

/** Props of {@link SearchForm}. */
export interface SearchFormProps {
  readonly form: IncidentForm;
  readonly connections: readonly ConnectionSummary[];
  readonly isBusy: boolean;
  readonly onChange: (form: IncidentForm) => void;
  readonly onSearch: (criteria: IncidentCriteria, connectionIds: readonly string[]) => void;
}

/** Which keys an incident concerns, and in which connections. */
export function SearchForm({ form, connections, isBusy, onChange, onSearch }: SearchFormProps) {
  const { t } = useTranslation();
  const kindsId = useId();
  const whereId = useId();
  const criteria = criteriaOf(form);
  const chosen = chosenConnections(form, connections);
  const reason =
    criteria === null ? t('incident.chooseKeys') : chosen.length === 0 ? t('incident.chooseConnection') : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (criteria !== null && reason === null && !isBusy) {
      onSearch(criteria, chosen);
    }
  };
  const toggle = (id: string): void =>
    onChange({
      ...form,
      connectionIds: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id],
    });
  return (
    <Box component="form" noValidate onSubmit={submit} sx={FRAME}>
      <Box role="group" aria-labelledby={kindsId} sx={LINE}>
        <Typography id={kindsId} variant="body2" color="textSecondary">
          {t('incident.which')}
        </Typography>
        {INCIDENT_KINDS.map((kind) => (
          <FilterChip
            key={kind}
            type="button"
            disabled={isBusy}
            aria-pressed={form.kind === kind}
            onClick={() => onChange({ ...form, kind, connectionIds: null })}
          >
            {t(`incident.kinds.${kind}`)}
          </FilterChip>
        ))}
      </Box>
      <CriteriaFields form={form} isDisabled={isBusy} onChange={onChange} />
      <Box sx={{ ...LINE, justifyContent: 'space-between' }}>
        <Box role="group" aria-labelledby={whereId} sx={{ ...LINE, columnGap: 2, minWidth: 0 }}>
          <Typography id={whereId} variant="body2" color="textSecondary">
            {t('incident.where')}
          </Typography>
          {connections.map((connection) => (
            <FormControlLabel
              key={connection.id}
              disabled={isBusy}
              sx={{ margin: 0 }}
              control={
                <Checkbox
                  size="small"
                  checked={chosen.includes(connection.id)}
                  onChange={() => toggle(connection.id)}
                />
              }
              label={<ConnectionNameText connection={connection} />}
            />
          ))}
        </Box>
        <ReasonTooltip reason={reason}>
          <Button type="submit" variant="contained" color="primary" disabled={reason !== null || isBusy}>
            {t('incident.search')}
          </Button>
        </ReasonTooltip>
      </Box>
    </Box>
  );
}

const LINE = { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 } as const;
const FRAME = {
  display: 'flex',
  flexDirection: 'column',
  flex: 'none',
  gap: 1.5,
  padding: '14px 16px',
  borderRadius: '12px',
  border: '1px solid',
  borderColor: 'divider',
  backgroundColor: 'background.paper',
} as const;
