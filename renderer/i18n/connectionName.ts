import type { ConnectionSummary } from '../../shared/model/connection.ts';
import type { Translate } from './i18n.ts';

/** The name of a connection: what the user called it, and a name in the window's language for the sample platform. */
export function connectionName(translate: Translate, connection: Pick<ConnectionSummary, 'kind' | 'name'>): string {
  return connection.kind === 'sample' ? translate('connections.sampleName') : connection.name;
}
