import { notifyManager, type UseMutationResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type BulkReport, type BulkResult, canBeRetried, isLeftOver } from '../../../../shared/model/bulkChange.ts';
import type { DisabledOrigin } from '../../../../shared/model/disabledBatch.ts';
import { type AuthenticationKey, isSameKey, type KeyReference } from '../../../../shared/model/key.ts';
import type { AccountStates } from '../../../../shared/model/keyList.ts';
import type { AppError } from '../../../../shared/result.ts';
import type { BulkOutcome } from '../../../api/bulkQueries.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import { usePopups } from '../../../shell/popups.ts';
import { type Toast, useToasts } from '../../../shell/toasts.ts';
import { doneText } from './doneText.ts';

const NO_KEYS: readonly AuthenticationKey[] = [];
const NO_KEY: KeyReference = { id: '', token: '' };

/** Parameters of a bulk dialog. */
export interface BulkDialogProps {
  readonly connectionId: string;
  readonly chosen: readonly KeyReference[];
  readonly onResults: (results: readonly BulkResult[]) => void;
  /** What disables the keys; the selection in the list when left out. */
  readonly origin?: DisabledOrigin;
}

/** State of a bulk dialog. */
export interface BulkDialogState<Change> {
  /** All keys of the connection. */
  readonly keys: readonly AuthenticationKey[];
  /** Source of the account states in `keys`. */
  readonly accountStates: AccountStates;
  /** The keys of the dialog that are still in the list and still the same keys. */
  readonly byId: ReadonlyMap<string, AuthenticationKey>;
  /** Keys still to be processed: all at first, then the rest. */
  readonly remaining: readonly KeyReference[];
  /** Report of the last run; `null` before the first. */
  readonly report: BulkReport | null;
  /** The keys as they were when the run started, to name those that are gone. */
  readonly named: ReadonlyMap<string, AuthenticationKey>;
  readonly isPending: boolean;
  readonly error: AppError | null;
  /** Starts a run unless one is in progress. */
  readonly run: (change: Change) => void;
}

/**
 * Common behaviour of the bulk dialogs: they stay open with the remaining keys and retry only those.
 * @param done text that reports what was done.
 * @param onDone called with what was done; returns an action for the message.
 */
export function useBulkDialog<Change, Outcome extends BulkOutcome = BulkOutcome>(
  { connectionId, chosen, onResults }: BulkDialogProps,
  mutation: UseMutationResult<Outcome, AppError, Change>,
  done: 'delete' | 'setExpiry' | 'disable',
  onDone?: (outcome: Outcome) => ToastAction | undefined,
): BulkDialogState<Change> {
  const { t } = useTranslation();
  const { close } = usePopups();
  const toasts = useToasts();
  const { data } = useKeys(connectionId);
  const keys = data?.items ?? NO_KEYS;
  const accountStates = data?.accountStates ?? 'unknown';
  const [report, setReport] = useState<BulkReport | null>(null);
  const [remaining, setRemaining] = useState(chosen);
  const byId = useMemo(() => {
    const references = new Map(chosen.map((reference) => [reference.id, reference]));
    const isChosen = (key: AuthenticationKey): boolean => isSameKey(references.get(key.id) ?? NO_KEY, key);
    return new Map(keys.filter(isChosen).map((key) => [key.id, key]));
  }, [keys, chosen]);
  const [named, setNamed] = useState<ReadonlyMap<string, AuthenticationKey>>(byId);

  const run = (change: Change): void => {
    if (mutation.isPending) {
      return;
    }
    setNamed(byId);
    mutation.mutate(change, {
      onSuccess: (outcome) => {
        const action = onDone?.(outcome);
        const left = outcome.results.filter(isLeftOver);
        const tell = (): void => {
          onResults(outcome.results);
          const text = doneText(t, done, outcome.results);
          if (text !== '') {
            toasts.show({ kind: 'message', text, ...(action === undefined ? {} : { action }) });
          }
          if (left.length === 0) {
            close();
          } else {
            setReport(outcome);
            const again = new Set(left.filter(canBeRetried).map(({ id }) => id));
            setRemaining(chosen.filter(({ id }) => again.has(id)));
          }
        };
        if (left.length > 0) {
          // The dialog is drawn together with the list: otherwise it would report its keys as missing in between.
          outcome.showInList();
          notifyManager.schedule(() => flushSync(tell));
        } else {
          // One after the other: the list is drawn without the dialog, and neither takes long.
          flushSync(tell);
          setTimeout(outcome.showInList);
        }
      },
    });
  };
  const { isPending, error } = mutation;
  return { keys, accountStates, byId, remaining, report, named, isPending, error, run };
}

type ToastAction = NonNullable<Extract<Toast, { kind: 'message' }>['action']>;
