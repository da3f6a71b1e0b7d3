import type { AdoptedKey } from '../../shared/model/adoptedKey.ts';
import type { BulkResult } from '../../shared/model/bulkChange.ts';
import type { ConnectionImport } from '../../shared/model/connectionTransfer.ts';
import type { DisabledOrigin } from '../../shared/model/disabledBatch.ts';
import type { FindingKind } from '../../shared/model/hygiene.ts';
import type { AuthenticationKey, KeyId, KeyReference } from '../../shared/model/key.ts';
import type { ErrorCode } from '../../shared/result.ts';
import { createRequiredContext } from './requiredContext.ts';

/** The keys that can be exported. */
export interface KeysToExport {
  readonly all: readonly KeyReference[];
  /** The keys that match the search; omitted without a search. */
  readonly shown?: readonly KeyReference[];
  /** Omitted if none is selected. */
  readonly selected?: readonly KeyReference[];
}

/** All dialogs. Only one is open at a time, so that none can hide another. */
export type Popup =
  | {
      readonly kind: 'newKey';
      readonly connectionId: string;
      /** User name of the account to choose at first; `null` for none. */
      readonly username: string | null;
    }
  | {
      readonly kind: 'keyProperties';
      readonly connectionId: string;
      readonly shown: KeyReference;
      /** User name of the account if the key was just created here; `null` otherwise. */
      readonly createdFor: string | null;
    }
  | {
      readonly kind: 'handOver';
      readonly connectionId: string;
      readonly shown: KeyReference;
      /** Whether closing returns to the properties of the key. */
      readonly isFromProperties: boolean;
      /** What closing returns to otherwise; nothing if omitted. */
      readonly returnsTo?: Popup;
    }
  | {
      readonly kind: 'deleteKeys' | 'setExpiry' | 'disableKeys';
      readonly connectionId: string;
      readonly chosen: readonly KeyReference[];
      /** Called when a run has ended; unchanged keys stay selected. */
      readonly onResults: (results: readonly BulkResult[]) => void;
      /** What disables keys; the selection in the list when left out. */
      readonly origin?: DisabledOrigin;
    }
  | { readonly kind: 'adoptKey'; readonly connectionId: string; readonly edited: AdoptedKey | null }
  | { readonly kind: 'removeAdoptedKey'; readonly connectionId: string; readonly removed: AdoptedKey }
  | { readonly kind: 'rotateKeys'; readonly connectionId: string; readonly chosen: readonly KeyReference[] }
  | {
      readonly kind: 'rotations';
      readonly connectionId: string;
      /** Only these rotations; `null` for all. */
      readonly ids: readonly string[] | null;
    }
  | { readonly kind: 'disabledKeys'; readonly connectionId: string }
  | { readonly kind: 'unlistedNotes'; readonly connectionId: string }
  | { readonly kind: 'testKeys'; readonly connectionId: string; readonly chosen: readonly KeyReference[] }
  | { readonly kind: 'exportKeys'; readonly connectionId: string; readonly keys: KeysToExport }
  /** `rows`: number of places. */
  | { readonly kind: 'exportUsage'; readonly rows: number }
  | { readonly kind: 'exportIncident'; readonly incidentId: string }
  | { readonly kind: 'exportActivity'; readonly connectionId: string | null; readonly search: string }
  | { readonly kind: 'exportFindings' | 'hygienePolicy'; readonly connectionId: string }
  | {
      readonly kind: 'ignoreFinding';
      readonly connectionId: string;
      readonly finding: FindingKind;
      readonly chosen: readonly AuthenticationKey[];
    }
  /** `connectionId`: the connection that the dialog starts with. */
  | { readonly kind: 'reminders' | 'calendarFile'; readonly connectionId: string }
  | { readonly kind: 'newConnection' }
  | {
      readonly kind: 'connectionProperties';
      readonly connectionId: string;
      /** Why the dialog was opened, shown as a message; `null` if the user opened it. */
      readonly problem: ErrorCode | null;
    }
  | { readonly kind: 'removeConnection'; readonly connectionId: string }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'keychainLoss' }
  | { readonly kind: 'passphrase'; readonly action: 'set' | 'change' | 'remove' }
  | {
      readonly kind: 'linkedConnection';
      /** Connections that the key link can refer to. */
      readonly connectionIds: readonly string[];
      readonly keyId: KeyId;
      readonly onChosen: (connectionId: string) => void;
    }
  | { readonly kind: 'connectionImport'; readonly result: ConnectionImport };

/** The open popup and ways to change it. */
export interface PopupControl {
  readonly popup: Popup | null;
  /** Opens a popup, replacing the current one. */
  readonly open: (popup: Popup) => void;
  readonly close: () => void;
}

/** Context of the {@link PopupControl}. */
export const [PopupContext, usePopups] = createRequiredContext<PopupControl>('PopupContext');
