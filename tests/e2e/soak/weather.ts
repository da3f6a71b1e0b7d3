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
/** Everything, twice as often as any single method. */
const METHODS = ['*', '*', 'Create', 'Edit', 'Delete', 'ListChanges', 'ListEligibleAccounts'] as const;
/** How often a change of the weather is one to good weather. */
const CLEAR_PART = 0.3;

/** What happens on the way between the application and the platform. */
export interface Weather {
  /** What it is like now, in words. */
  readonly name: string;
  /** Has another one of its faults, or none. */
  change(): Promise<void>;
  /** Has no faults. */
  clear(): Promise<void>;
}

/** Makes the weather of a proxy. */
export function createWeather(proxy: FaultProxy, random: SeededRandom): Weather {
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
      if (random.next() < CLEAR_PART) {
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
