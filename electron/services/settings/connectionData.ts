import type { Settings } from '../../../shared/model/settings.ts';

/** Returns what the settings hold by connection id, without what belongs to one connection. */
export function withoutConnectionData(
  { keyViews, hygienePolicies }: Settings,
  connectionId: string,
): Pick<Settings, 'keyViews' | 'hygienePolicies'> {
  return { keyViews: without(keyViews, connectionId), hygienePolicies: without(hygienePolicies, connectionId) };
}

function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  const { [name]: _removed, ...others } = record;
  return others;
}
