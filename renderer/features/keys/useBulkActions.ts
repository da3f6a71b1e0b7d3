import { useTranslation } from 'react-i18next';
import { isLeftOver } from '../../../shared/model/bulkChange.ts';
import { MAXIMUM_COPIED_TOKENS } from '../../../shared/model/clipboardState.ts';
import { toAppError } from '../../api/call.ts';
import { copyTokens } from '../../api/clipboard.ts';
import { usePopups } from '../../app/popups.ts';
import { useToasts } from '../../app/toasts.ts';
import { useRefusals } from './useRefusals.ts';

/** One thing that can be done with the ticked keys. */
export interface BulkAction {
  readonly label: string;
  /** Why it cannot be done now, or `null`. */
  readonly refusal: string | null;
  readonly run: () => void;
}

/** What can be done with the ticked keys. */
export interface BulkActions {
  readonly delete: BulkAction;
  readonly setExpiry: BulkAction;
  readonly retire: BulkAction;
  readonly copyTokens: BulkAction;
  /** Asks before one key is deleted, ticked or not. */
  readonly deleteKey: (keyId: string) => void;
}

/** Gives what can be done with the ticked keys; what is left over by a run stays ticked. */
export function useBulkActions(
  connectionId: string,
  keyIds: readonly string[],
  onSelect: (keyIds: readonly string[]) => void,
): BulkActions {
  const { t } = useTranslation();
  const { open } = usePopups();
  const toasts = useToasts();
  const refusals = useRefusals(connectionId);
  const askAbout = (kind: 'deleteKeys' | 'setExpiry' | 'retireKeys', ids: readonly string[]): void =>
    open({
      kind,
      connectionId,
      keyIds: ids,
      onResults: (results) => onSelect(results.filter(isLeftOver).map(({ id }) => id)),
    });
  const ask = (kind: 'deleteKeys' | 'setExpiry' | 'retireKeys') => (): void => askAbout(kind, keyIds);
  const copy = (): void => {
    copyTokens(connectionId, keyIds).then(
      (count) => toasts.show({ kind: 'message', text: t('bulk.actions.tokensCopied', { count }) }),
      (error: unknown) => toasts.show({ kind: 'failure', error: toAppError(error), attempt: 'read' }),
    );
  };
  return {
    deleteKey: (keyId) => askAbout('deleteKeys', [keyId]),
    delete: { label: t('keys.delete'), refusal: refusals.delete, run: ask('deleteKeys') },
    setExpiry: { label: t('bulk.actions.setExpiry'), refusal: refusals.edit, run: ask('setExpiry') },
    retire: { label: t('bulk.actions.retire'), refusal: refusals.edit, run: ask('retireKeys') },
    copyTokens: {
      label: t('bulk.actions.copyTokens'),
      refusal:
        keyIds.length > MAXIMUM_COPIED_TOKENS ? t('bulk.actions.tooManyTokens', { most: MAXIMUM_COPIED_TOKENS }) : null,
      run: copy,
    },
  };
}
