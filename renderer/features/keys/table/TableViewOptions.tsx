import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_KEY_VIEW,
  HIDEABLE_KEY_COLUMNS,
  type HideableKeyColumn,
  type KeyView,
  TIMES_OF,
  withColumnToggled,
} from '../../../../shared/model/keyView.ts';
import { currentZoneName } from '../../../../shared/model/zoneNames.ts';
import { useFormat } from '../../../i18n/format.ts';

const DENSITIES = ['comfortable', 'compact'] as const;

/** Props of {@link TableViewOptions}. */
export interface TableViewOptionsProps {
  /** Columns hidden by the user or for lack of space. */
  readonly hiddenColumns: readonly HideableKeyColumn[];
  /** Whether access logs were read, without which one column is empty. */
  readonly hasLogs: boolean;
  readonly density: KeyView['density'];
  readonly timesOf: KeyView['timesOf'];
  /** Name of the time zone of the installation; `null` if it is not known. */
  readonly installationZone: string | null;
  readonly onChange: (change: Partial<KeyView>) => void;
  /** Called after the defaults were restored. */
  readonly onReset: () => void;
}

/** Choice of columns, row height and time zone. */
export function TableViewOptions(props: TableViewOptionsProps) {
  const { hiddenColumns, hasLogs, density, timesOf, installationZone, onChange, onReset } = props;
  const { t } = useTranslation();
  const { zoneName } = useFormat();
  const rowsId = useId();
  const timesId = useId();
  const reset = (): void => {
    const { savedFilters: _savedFilters, ...view } = DEFAULT_KEY_VIEW;
    onChange(view);
    onReset();
  };
  return (
    <>
      <Box role="group" aria-label={t('keys.view.columns')} sx={{ display: 'flex', flexDirection: 'column' }}>
        <FormLabel component="div" focused={false} sx={LABEL}>
          {t('keys.view.columns')}
        </FormLabel>
        {HIDEABLE_KEY_COLUMNS.filter((column) => hasLogs || column !== 'accountSeen').map((column) => (
          <FormControlLabel
            key={column}
            control={
              <Checkbox
                size="small"
                checked={!hiddenColumns.includes(column)}
                onChange={() => onChange(withColumnToggled(hiddenColumns, column))}
              />
            }
            label={t(`keys.${column}`)}
          />
        ))}
      </Box>
      <FormLabel component="div" id={rowsId} focused={false} sx={{ ...LABEL, marginTop: 1.5 }}>
        {t('keys.view.rows')}
      </FormLabel>
      <RadioGroup
        aria-labelledby={rowsId}
        value={density}
        onChange={(_event, value) => onChange({ density: DENSITIES.find((name) => name === value) ?? 'comfortable' })}
      >
        {DENSITIES.map((name) => (
          <FormControlLabel key={name} value={name} control={<Radio size="small" />} label={t(`keys.view.${name}`)} />
        ))}
      </RadioGroup>
      {(installationZone !== null || timesOf === 'installation') && (
        <>
          <FormLabel component="div" id={timesId} focused={false} sx={{ ...LABEL, marginTop: 1.5 }}>
            {t('keys.view.times')}
          </FormLabel>
          <RadioGroup
            aria-labelledby={timesId}
            value={timesOf}
            onChange={(_event, value) => onChange({ timesOf: TIMES_OF.find((name) => name === value) ?? 'computer' })}
          >
            <FormControlLabel
              value="computer"
              control={<Radio size="small" />}
              label={t('keys.view.timesOfComputer', { zone: zoneName })}
            />
            <FormControlLabel
              value="installation"
              control={<Radio size="small" />}
              label={
                installationZone === null
                  ? t('keys.view.timesOfUnknown')
                  : t('keys.view.timesOfInstallation', { zone: currentZoneName(installationZone) })
              }
            />
          </RadioGroup>
        </>
      )}
      <Button size="small" onClick={reset} sx={{ marginTop: 1, marginLeft: -1 }}>
        {t('keys.view.reset')}
      </Button>
    </>
  );
}

const LABEL = { fontSize: 12.5, fontWeight: 600, lineHeight: '20px', marginBottom: 0.5 } as const;
