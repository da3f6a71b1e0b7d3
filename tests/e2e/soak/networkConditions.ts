import type { FaultProxy } from '../../harness/faultProxy.ts';
import { answer, captivePortal, cutAt, drip, type Fault, late, loseAnswer } from '../../harness/faults.ts';
import type { SeededRandom } from '../../harness/seededRandom.ts';

const REFUSED = 'connections refused';
const FAULTS: Readonly<Record<string, Fault | null>> = {
  'late by 0.3 s': late(300),
  'late by 1.5 s': late(1_500),
  'drops of 100 bytes': drip(100, 5),
  'cut after 10 bytes': cutAt(10),
  'response lost': loseAnswer,
  'status 500': answer(500),
  'status 503': answer(503),
  'status 429 with Retry-After': answer(429, { 'retry-after': '1' }),
  'captive portal': captivePortal,
  [REFUSED]: null,
};
/** All methods, twice as often as any single one. */
const METHODS = ['*', '*', 'Create', 'Edit', 'Delete', 'ListChanges', 'ListEligibleAccounts'] as const;
/** Share of changes that end all faults. */
const CLEAR_SHARE = 0.3;

/** Controls the faults of a proxy between the application and the platform. */
export class NetworkConditions {
  /** Description of the current fault. */
  name = 'clear';
  readonly #proxy: FaultProxy;
  readonly #random: SeededRandom;

  constructor(proxy: FaultProxy, random: SeededRandom) {
    this.#proxy = proxy;
    this.#random = random;
  }

  /** Ends all faults. */
  async clear(): Promise<void> {
    this.#proxy.heal();
    if (this.name === REFUSED) {
      await this.#proxy.acceptConnections();
    }
    this.name = 'clear';
  }

  /** Switches to a random fault, or to none. */
  async change(): Promise<void> {
    await this.clear();
    if (this.#random.next() < CLEAR_SHARE) {
      return;
    }
    const [name, fault] = this.#random.pick(Object.entries(FAULTS));
    if (fault === null) {
      await this.#proxy.refuseConnections();
      this.name = name;
    } else {
      const method = this.#random.pick(METHODS);
      this.#proxy.always.set(method, fault);
      this.name = `${method}: ${name}`;
    }
  }
}
