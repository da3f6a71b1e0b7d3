import type { FaultProxy } from '../../harness/faultProxy.ts';
import { answer, captivePortal, cutAt, drip, type Fault, late, loseAnswer } from '../../harness/faults.ts';
import type { SeededRandom } from '../../harness/seededRandom.ts';

const FAULTS: Readonly<Record<string, Fault>> = {
  'late by 0.3 s': late(300),
  'late by 1.5 s': late(1_500),
  'drops of 100 bytes': drip(100, 5),
  'cut after 10 bytes': cutAt(10),
  'answer lost': loseAnswer,
  'status 500': answer(500),
  'status 503': answer(503),
  'status 429 with Retry-After': answer(429, { 'retry-after': '1' }),
  'captive portal': captivePortal,
};
const REFUSED = 'connections refused';
/** All methods, twice as often as any single one. */
const METHODS = ['*', '*', 'Create', 'Edit', 'Delete', 'ListChanges', 'ListEligibleAccounts'] as const;
/** Share of changes that end all faults. */
const CLEAR_SHARE = 0.3;

/** Faults between the application and the platform. */
export interface NetworkConditions {
  /** Description of the current fault. */
  readonly name: string;
  /** Switches to a random fault, or to none. */
  change(): Promise<void>;
  /** Ends all faults. */
  clear(): Promise<void>;
}

/** Controls the faults of a proxy. */
export function createNetworkConditions(proxy: FaultProxy, random: SeededRandom): NetworkConditions {
  let name = 'clear';
  const clear = async (): Promise<void> => {
    proxy.heal();
    if (name === REFUSED) {
      await proxy.acceptConnections();
    }
    name = 'clear';
  };
  return {
    get name() {
      return name;
    },
    clear,
    change: async () => {
      await clear();
      if (random.next() < CLEAR_SHARE) {
        return;
      }
      const fault = random.pick([REFUSED, ...Object.keys(FAULTS)]);
      const happens = FAULTS[fault];
      if (happens === undefined) {
        await proxy.refuseConnections();
        name = REFUSED;
      } else {
        const method = random.pick(METHODS);
        proxy.always.set(method, happens);
        name = `${method}: ${fault}`;
      }
    },
  };
}
