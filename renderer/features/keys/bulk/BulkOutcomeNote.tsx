import Box from '@mui/material/Box';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkKind, type BulkReport, type BulkResult, isLeftOver } from '../../../../shared/model/bulkChange.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import { Note } from '../../../components/Note.tsx';
import { isolated } from '../../../i18n/isolated.ts';

/** Maximum number of keys listed. */
const KEYS_SHOWN = 50;

/** What identifies a key to the user; for a key no longer in the list this may be the token alone. */
export type NamedKey = Pick<AuthenticationKey, 'fullName' | 'username' | 'token'>;

/** Props of {@link BulkOutcomeNote}. */
export interface BulkOutcomeNoteProps {
  readonly kind: BulkKind;
  readonly report: BulkReport;
  /** The keys as they were before the run. */
  readonly keys: ReadonlyMap<string, NamedKey>;
  /** Replaces the default title "N keys were not deleted or changed". */
  readonly title?: string;
  /** A button at the right. */
  readonly action?: ReactNode;
}

/** What a run left undone and why: keys with individual reasons by name, keys with a shared reason as a count. */
export function BulkOutcomeNote({ kind, report, keys, title, action }: BulkOutcomeNoteProps) {
  const { t } = useTranslation();
  const left = report.results.filter(isLeftOver);
  const notTried = left.filter(({ outcome }) => outcome === 'notTried').length;
  const unknown = left.filter(({ outcome }) => outcome === 'unknown').length;
  const named = left.filter(hasOwnReason);
  const failedTogether = left.filter((result) => result.outcome === 'failed' && !hasOwnReason(result));
  const byReason = Map.groupBy(failedTogether, (result) => sharedReason(t, result));
  return (
    <Note
      tone="warning"
      isAlert
      title={title ?? t(unknown > 0 ? `bulk.${kind}.failedOrUnknown` : `bulk.${kind}.failed`, { count: left.length })}
      action={action}
    >
      {notTried > 0 && (
        <div>
          {t('bulk.notTried', { count: notTried })}
          {report.stoppedBy !== null &&
            ` ${t(`bulk.${kind}.stoppedBy`, { reason: t(`errors.${report.stoppedBy}.title`) })}`}
        </div>
      )}
      {unknown > 0 && <div>{t(`bulk.${kind}.unknown`, { count: unknown })}</div>}
      {[...byReason].map(([reason, { length }]) => (
        <div key={reason}>{t('bulk.failedTogether', { count: length, reason })}</div>
      ))}
      {named.length > 0 && (
        <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, maxHeight: 120, overflowY: 'auto' }}>
          {named.slice(0, KEYS_SHOWN).map((result) => (
            <li key={result.id}>{`${nameOf(result.id, keys)}: ${ownReason(t, result)}`}</li>
          ))}
        </Box>
      )}
      {named.length > KEYS_SHOWN && <div>{t('keys.changes.more', { count: named.length - KEYS_SHOWN })}</div>}
    </Note>
  );
}

/** Whether the reason concerns this key alone, not the whole call. */
function hasOwnReason({ outcome, code }: BulkResult): boolean {
  return outcome === 'changed' || outcome === 'replaced' || (outcome === 'failed' && code === null);
}

function ownReason(t: TFunction, { outcome, detail }: BulkResult): string {
  return outcome === 'changed' || outcome === 'replaced' ? t(`bulk.${outcome}`) : (detail ?? t('bulk.failedNoReason'));
}

/** Why a whole call failed, with the message of the platform if there is one. */
function sharedReason(t: TFunction, { code, detail }: BulkResult): string {
  const title = t(`errors.${code ?? 'INTERNAL'}.title`);
  return detail === null || code === 'UNREACHABLE' ? title : `${title} (${detail})`;
}

function nameOf(id: string, keys: ReadonlyMap<string, NamedKey>): string {
  const key = keys.get(id);
  return key === undefined
    ? id
    : [isolated(key.fullName || key.username), shortToken(key.token)].filter(Boolean).join(' · ');
}
