import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../shared/model/key.ts';
import { EXPORTED_STATES, KEY_COLUMNS } from '../../../shared/model/keyExport.ts';
import { useExportKeys } from '../../api/keyQueries.ts';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { useToasts } from '../../shell/toasts.ts';

/** Exports keys as CSV and reports the file name; `isPending` while an export is running. */
export function useExport(connectionId: string): { isPending: boolean; save: (keys: readonly KeyReference[]) => void } {
  const { t } = useTranslation();
  const toasts = useToasts();
  const exporting = useExportKeys();
  const save = (keys: readonly KeyReference[]): void =>
    exporting.mutate(
      {
        connectionId,
        tokens: keys.map(({ token }) => token),
        columns: labelsOf(KEY_COLUMNS, (name) => t(`keys.columns.${name}`)),
        states: labelsOf(EXPORTED_STATES, (name) => t(`keys.exportedStates.${name}`)),
        fileKind: t('activity.fileKind'),
      },
      {
        onSuccess: (name) => {
          if (name !== null) {
            toasts.show({ kind: 'message', text: t('activity.exported', { name }) });
          }
        },
        onError: (error) => toasts.show({ kind: 'failure', error }),
      },
    );
  return { isPending: exporting.isPending, save };
}
