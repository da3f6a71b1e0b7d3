import { useTranslation } from 'react-i18next';
import { canBeRetried } from '../../../shared/model/bulkChange.ts';
import type { FindingKind } from '../../../shared/model/hygiene.ts';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { usePopups } from '../../shell/popups.ts';
import { useDisabledReasons } from '../../shell/useDisabledReasons.ts';
import type { SelectedTokens } from './FindingTable.tsx';

const ACTIONS = ['disableKeys', 'deleteKeys', 'setExpiry', 'rotateKeys'] as const;
type ActionKind = (typeof ACTIONS)[number];

/** What is advised about each finding. Keys whose account may not use the API, or that have expired, are of no use. */
const ADVISED: Readonly<Record<FindingKind, ActionKind>> = {
  archived: 'deleteKeys',
  deactivated: 'deleteKeys',
  noPermission: 'deleteKeys',
  person: 'disableKeys',
  several: 'disableKeys',
  old: 'rotateKeys',
  longLived: 'setExpiry',
  unused: 'disableKeys',
  expired: 'deleteKeys',
  disabled: 'deleteKeys',
};

/** What the account has to be allowed. */
const NEEDS = {
  disableKeys: ['edit'],
  deleteKeys: ['delete'],
  setExpiry: ['edit'],
  rotateKeys: ['create', 'edit', 'readSecret'],
} as const;

/** An action on the selected keys. */
export interface FindingAction {
  readonly kind: ActionKind;
  readonly label: string;
  readonly isAdvised: boolean;
  /** Why it is unavailable, or `null`. */
  readonly disabledReason: string | null;
  readonly run: () => void;
}

/** Actions on the selected keys of a finding, in dialogs that say what accounts lose; keys left undone stay selected. */
export function useFindingActions(
  connectionId: string,
  kind: FindingKind,
  selected: readonly AuthenticationKey[],
  onSelect: (selected: SelectedTokens) => void,
): readonly FindingAction[] {
  const { t } = useTranslation();
  const { open } = usePopups();
  const disabledReasons = useDisabledReasons(connectionId);
  const rotate = (): void => open({ kind: 'rotateKeys', connectionId, chosen: selected.map(referenceTo) });
  const change = (action: Exclude<ActionKind, 'rotateKeys'>): void =>
    open({
      kind: action,
      connectionId,
      chosen: selected.map(referenceTo),
      origin: 'cleanUp',
      onResults: (results) => {
        const left = new Set(results.filter(canBeRetried).map(({ id }) => id));
        onSelect(new Set(selected.filter(({ id }) => left.has(id)).map(({ token }) => token)));
      },
    });
  const labels: Readonly<Record<ActionKind, string>> = {
    disableKeys: t('bulk.actions.disable'),
    deleteKeys: t('hygiene.delete'),
    setExpiry: t('bulk.actions.setExpiry'),
    rotateKeys: t('rotation.action'),
  };
  const advised = ADVISED[kind];
  return [advised, ...ACTIONS.filter((action) => action !== advised)].map((action) => ({
    kind: action,
    label: labels[action],
    isAdvised: action === advised,
    disabledReason:
      NEEDS[action].map((need) => disabledReasons[need]).find((reason) => reason !== null) ??
      (selected.length === 0 ? t('hygiene.selectFirst') : null),
    run: () => (action === 'rotateKeys' ? rotate() : change(action)),
  }));
}
