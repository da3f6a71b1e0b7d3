import type { ConnectionSummary } from '../../shared/model/connection.ts';
import type { Translate } from './i18n.ts';

/** Returns the name of a connection; for the sample platform a name in the window's language. */
export function connectionName(translate: Translate, connection: Pick<ConnectionSummary, 'kind' | 'name'>): string {
  return connection.kind === 'sample' ? translate('connections.sampleName') : connection.name;
}
