import { notifyManager, type UseMutationResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type BulkReport, type BulkResult, canBeRetried, isLeftOver } from '../../../../shared/model/bulkChange.ts';
import { type AuthenticationKey, isSameKey, type KeyReference } from '../../../../shared/model/key.ts';
import type { AccountStates } from '../../../../shared/model/keyList.ts';
import type { AppError } from '../../../../shared/result.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import { usePopups } from '../../../shell/popups.ts';
import { type Toast, useToasts } from '../../../shell/toasts.ts';
import { doneText } from './doneText.ts';

const NO_KEYS: readonly AuthenticationKey[] = [];
const NO_KEY: KeyReference = { id: '', token: '' };

/** What a dialog about many keys is opened with. */
export interface BulkDialogProps {
  readonly connectionId: string;
  readonly chosen: readonly KeyReference[];
  readonly onResults: (results: readonly BulkResult[]) => void;
}

/** How a dialog about many keys stands. */
export interface BulkDialogState<Change> {
  /** Every key of the connection. */
  readonly keys: readonly AuthenticationKey[];
  /** Where what these say about their accounts comes from. */
  readonly accountStates: AccountStates;
  /** Those that the dialog is about, as far as they are in the list, and are still the same keys. */
  readonly byId: ReadonlyMap<string, AuthenticationKey>;
  /** What is still to be done: everything at first, then what is left. */
  readonly remaining: readonly KeyReference[];
  /** How the last run ended; `null` before there was one. */
  readonly report: BulkReport | null;
  /** The keys as they were when the run began: those that are gone are still to be named. */
  readonly named: ReadonlyMap<string, AuthenticationKey>;
  readonly isPending: boolean;
  readonly error: AppError | null;
  /** Begins a run, unless one is under way. */
  readonly run: (change: Change) => void;
}

/**
 * What the dialogs about many keys have in common: they stay open with what is left over and try only that again.
 * @param done the words for what is done.
 * @param onDone hears of what was done; gives an action for the message.
 */
export function useBulkDialog<Change>(
  { connectionId, chosen, onResults }: BulkDialogProps,
  mutation: UseMutationResult<BulkReport, AppError, Change>,
  done: 'delete' | 'setExpiry' | 'retirement',
  onDone?: (
    report: BulkReport,
    before: ReadonlyMap<string, AuthenticationKey>,
    change: Change,
  ) => ToastAction | undefined,
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
    const before = byId;
    setNamed(before);
    mutation.mutate(change, {
      onSuccess: (outcome) => {
        const action = onDone?.(outcome, before, change);
        const tell = (): void => {
          onResults(outcome.results);
          const text = doneText(t, done, outcome.results);
          if (text !== '') {
            toasts.show({ kind: 'message', text, ...(action === undefined ? {} : { action }) });
          }
          const left = outcome.results.filter(isLeftOver);
          if (left.length === 0) {
            close();
          } else {
            setReport(outcome);
            const again = new Set(left.filter(canBeRetried).map(({ id }) => id));
            setRemaining(chosen.filter(({ id }) => again.has(id)));
          }
        };
        // In one step with the list, which is told in this same turn: else all keys would be passed over once more.
        notifyManager.schedule(() => flushSync(tell));
      },
    });
  };
  const { isPending, error } = mutation;
  return { keys, accountStates, byId, remaining, report, named, isPending, error, run };
}

type ToastAction = NonNullable<Extract<Toast, { kind: 'message' }>['action']>;
