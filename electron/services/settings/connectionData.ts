import type { Settings } from '../../../shared/model/settings.ts';

/** Settings that are stored by connection id. */
type ConnectionData = Pick<
  Settings,
  'keyViews' | 'hygienePolicies' | 'ignoredFindings' | 'reminderDays' | 'installationFacts'
>;

/** Returns what the settings hold by connection id, without what belongs to one connection. */
export function withoutConnectionData(
  { keyViews, hygienePolicies, ignoredFindings, reminderDays, installationFacts }: Settings,
  connectionId: string,
): ConnectionData {
  return {
    keyViews: without(keyViews, connectionId),
    hygienePolicies: without(hygienePolicies, connectionId),
    ignoredFindings: without(ignoredFindings, connectionId),
    reminderDays: without(reminderDays, connectionId),
    installationFacts: without(installationFacts, connectionId),
  };
}

function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  const { [name]: _removed, ...others } = record;
  return others;
}
