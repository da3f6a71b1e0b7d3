import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { disabledTimesOf, loggedCallsOf } from '../../../shared/model/hygieneFacts.ts';
import { AppError } from '../../../shared/result.ts';
import type { ActionRecorder } from '../activity/actionRecorder.ts';
import type { Connections } from '../connections/connections.ts';
import type { DisabledBatches } from '../disabled/disabledBatches.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { Keys } from '../keys/keys.ts';
import type { LastUse } from '../lastUse/lastUse.ts';
import type { Ports } from '../servicePorts.ts';
import type { SettingsService } from '../settings/settings.ts';
import { HygienePolicies } from './hygienePolicies.ts';
import { HygieneReports } from './hygieneReports.ts';
import { IgnoredFindings } from './ignoredFindings.ts';

/** What "Clean up" needs in main: the policy of each connection, what is ignored, and the reports. */
export interface HygieneServices {
  readonly hygienePolicies: HygienePolicies;
  readonly hygieneReports: HygieneReports;
  readonly ignoredFindings: IgnoredFindings;
}

/** Dependencies of {@link createHygiene}. */
export interface HygieneServicesOptions extends Ports {
  readonly settings: SettingsService;
  readonly connections: Pick<Connections, 'list' | 'nameOf'>;
  readonly keyListSync: Pick<KeyListSync, 'known'>;
  readonly keys: Pick<Keys, 'getPermissions'>;
  readonly lastUse: Pick<LastUse, 'get'>;
  readonly disabledBatches: Pick<DisabledBatches, 'list'>;
  readonly recorder: ActionRecorder;
}

/** Creates the services of "Clean up". */
export function createHygiene(options: HygieneServicesOptions): HygieneServices {
  const { settings, connections, keyListSync, keys, lastUse, disabledBatches, recorder, host, ...ports } = options;
  const hygienePolicies = new HygienePolicies(settings, (connectionId) => connections.nameOf(connectionId));
  const summaryOf = (connectionId: string): ConnectionSummary => {
    const summary = connections.list().connections.find(({ id }) => id === connectionId);
    if (summary === undefined) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    return summary;
  };
  const ignoredFindings = new IgnoredFindings({
    ...{ settings, lists: keyListSync, recorder, clock: ports.clock, summaryOf },
  });
  const hygieneReports = new HygieneReports({
    ...ports,
    lists: keyListSync,
    policies: hygienePolicies,
    ignored: (connectionId) => ignoredFindings.list(connectionId),
    summaryOf,
    getPermissions: (connectionId) => keys.getPermissions(connectionId),
    loggedCalls: (connectionId) => loggedCallsOf(lastUse.get(connectionId)),
    disabledAt: async (connectionId) => disabledTimesOf((await disabledBatches.list(connectionId)).batches),
    version: host.version,
  });
  return { hygienePolicies, hygieneReports, ignoredFindings };
}
