import { useTranslation } from 'react-i18next';
import { canBeRetried } from '../../../../shared/model/bulkChange.ts';
import { MAX_COPIED_TOKENS } from '../../../../shared/model/clipboardState.ts';
import { type AuthenticationKey, type KeyReference, referenceTo } from '../../../../shared/model/key.ts';
import { toAppError } from '../../../api/call.ts';
import { copyTokens } from '../../../api/clipboard.ts';
import type { MenuAction } from '../../../components/ActionMenu.tsx';
import { usePopups } from '../../../shell/popups.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import type { KeySelection } from '../table/keySelection.ts';

/** Actions on the selected keys. */
export interface BulkActions {
  readonly delete: MenuAction;
  readonly setExpiry: MenuAction;
  readonly disable: MenuAction;
  readonly copyTokens: MenuAction;
  readonly test: MenuAction;
  readonly rotate: MenuAction;
  /** Opens the confirmation to delete one key, selected or not. */
  readonly deleteKey: (key: KeyReference) => void;
}

/** Actions on the selected keys; keys that a run leaves undone stay selected. */
export function useBulkActions(
  connectionId: string,
  selected: readonly AuthenticationKey[],
  onSelect: (selection: KeySelection) => void,
): BulkActions {
  const { t } = useTranslation();
  const { open } = usePopups();
  const toasts = useToasts();
  const disabledReasons = useDisabledReasons(connectionId);
  const askAbout = (kind: 'deleteKeys' | 'setExpiry' | 'disableKeys', chosen: readonly KeyReference[]): void =>
    open({
      kind,
      connectionId,
      chosen,
      onResults: (results) => {
        const left = new Set(results.filter(canBeRetried).map(({ id }) => id));
        onSelect(new Map(chosen.filter(({ id }) => left.has(id)).map(({ id, token }) => [id, token])));
      },
    });
  const ask = (kind: 'deleteKeys' | 'setExpiry' | 'disableKeys') => (): void => askAbout(kind, selected);
  const copy = (): void => {
    copyTokens(connectionId, selected).then(
      (count) => toasts.show({ kind: 'message', text: t('bulk.actions.tokensCopied', { count }) }),
      (error: unknown) => toasts.show({ kind: 'failure', error: toAppError(error), attempt: 'read' }),
    );
  };
  return {
    deleteKey: (key) => askAbout('deleteKeys', [key]),
    delete: { label: t('keys.delete'), disabledReason: disabledReasons.delete, run: ask('deleteKeys') },
    setExpiry: { label: t('bulk.actions.setExpiry'), disabledReason: disabledReasons.edit, run: ask('setExpiry') },
    disable: { label: t('bulk.actions.disable'), disabledReason: disabledReasons.edit, run: ask('disableKeys') },
    test: {
      label: t('keyTest.test'),
      disabledReason: disabledReasons.readSecret,
      run: () => open({ kind: 'testKeys', connectionId, chosen: selected.map(referenceTo) }),
    },
    rotate: {
      label: t('rotation.action'),
      disabledReason: disabledReasons.create ?? disabledReasons.edit ?? disabledReasons.readSecret,
      run: () => open({ kind: 'rotateKeys', connectionId, chosen: selected.map(referenceTo) }),
    },
    copyTokens: {
      label: t('bulk.actions.copyTokens'),
      disabledReason:
        selected.length > MAX_COPIED_TOKENS ? t('bulk.actions.tooManyTokens', { max: MAX_COPIED_TOKENS }) : null,
      run: copy,
    },
  };
}
