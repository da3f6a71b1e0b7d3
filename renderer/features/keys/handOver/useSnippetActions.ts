import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOverLabels } from '../../../../shared/model/handOver.ts';
import { referenceTo } from '../../../../shared/model/key.ts';
import type { SnippetKind } from '../../../../shared/model/snippet.ts';
import { copyHandOver } from '../../../api/clipboard.ts';
import { copySnippet, useSaveSnippet } from '../../../api/handOver.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { useCopy } from '../editor/useCopy.ts';
import { useKeyFailure } from '../editor/useKeyFailure.ts';
import type { HandedOverKey } from './handedOverKey.ts';

/** What is handed over. */
export interface HandedOver {
  readonly connectionId: string;
  readonly shownKey: HandedOverKey;
  /** `null` for the message. */
  readonly kind: SnippetKind | null;
  /** Number of the shown file, from 0. */
  readonly part: number;
  /** Whether the shown file has a place for the secret key. */
  readonly hasSecret: boolean;
  readonly labels: HandOverLabels;
}

/** Copies and saves what the tab shows, and reports the result in a toast. */
export function useSnippetActions({ connectionId, shownKey, kind, part, hasSecret, labels }: HandedOver): {
  readonly copy: () => void;
  /** With the secret key filled in; for the message, the secret key alone. */
  readonly copyWithSecret: () => void;
  readonly save: () => void;
  readonly isCopying: boolean;
  readonly isSaving: boolean;
} {
  const { t } = useTranslation();
  const language = useLanguage();
  const toasts = useToasts();
  const fail = useKeyFailure(connectionId);
  const copySecret = useCopy(connectionId).secret;
  const saving = useSaveSnippet();
  const [isCopying, setIsCopying] = useState(false);
  const key = referenceTo(shownKey);

  const run = (copying: Promise<void>): void => {
    setIsCopying(true);
    copying.catch(fail).finally(() => setIsCopying(false));
  };
  const copy = async (): Promise<void> => {
    if (kind === null) {
      await copyHandOver(connectionId, shownKey, labels);
    } else {
      await copySnippet({ connectionId, key, kind, language, part, withSecret: false });
    }
    toasts.show({ kind: 'message', text: t(kind === null ? 'handOver.messageCopied' : 'handOver.copied') });
  };
  const copyWithSecret = async (): Promise<void> => {
    if (kind === null) {
      await copySecret(shownKey);
    } else {
      await copySnippet({ connectionId, key, kind, language, part, withSecret: true });
      // The clipboard state shows the rest.
      toasts.hide();
    }
  };
  const save = (): void => {
    if (kind === null) {
      return;
    }
    saving.mutate(
      { connectionId, key, kind, language, part, fileKind: t('handOver.fileKind') },
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            const names = { file: saved.fileName, folder: saved.folderName };
            const text = t(hasSecret ? 'handOver.saved' : 'handOver.savedWithout', names);
            toasts.show({ kind: 'message', text });
          }
        },
        onError: fail,
      },
    );
  };
  return {
    copy: () => run(copy()),
    copyWithSecret: () => run(copyWithSecret()),
    save,
    isCopying,
    isSaving: saving.isPending,
  };
}
