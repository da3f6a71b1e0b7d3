import type { BulkResult } from '../../shared/model/bulkChange.ts';
import type { ConnectionImport } from '../../shared/model/connectionTransfer.ts';
import type { KeyReference } from '../../shared/model/key.ts';
import type { ErrorCode } from '../../shared/result.ts';
import { createRequiredContext } from './requiredContext.ts';

/** Everything that can stand in front of the pages. One at a time, so no dialog can hide another. */
export type Popup =
  | { readonly kind: 'newKey'; readonly connectionId: string }
  | {
      readonly kind: 'keyProperties';
      readonly connectionId: string;
      readonly shown: KeyReference;
      /** User name of the account for which the key was created here just now; `null` for any other key. */
      readonly createdFor: string | null;
    }
  | {
      readonly kind: 'deleteKeys' | 'setExpiry' | 'retireKeys';
      readonly connectionId: string;
      readonly chosen: readonly KeyReference[];
      /** Told when a run has ended; keys that are as they were are meant to stay ticked. */
      readonly onResults: (results: readonly BulkResult[]) => void;
    }
  | { readonly kind: 'newConnection' }
  | {
      readonly kind: 'connectionProperties';
      readonly connectionId: string;
      /** Why the dialog opens, shown as a message in it; `null` when the user opened it. */
      readonly problem: ErrorCode | null;
    }
  | { readonly kind: 'removeConnection'; readonly connectionId: string }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'keychainLoss' }
  | { readonly kind: 'passphrase'; readonly action: 'set' | 'change' | 'remove' }
  | {
      readonly kind: 'linkedConnection';
      /** The connections that a link to the key can mean. */
      readonly connectionIds: readonly string[];
      readonly keyId: string;
      readonly onChosen: (connectionId: string) => void;
    }
  | { readonly kind: 'connectionImport'; readonly result: ConnectionImport };

/** How the popup is seen and changed. */
export interface PopupControl {
  readonly popup: Popup | null;
  /** Shows a popup in place of the one that is open. */
  readonly open: (popup: Popup) => void;
  readonly close: () => void;
}

/** Carries the {@link PopupControl}, and reads it. */
export const [PopupContext, usePopups] = createRequiredContext<PopupControl>('PopupContext');
