import { hash } from 'node:crypto';
import { z } from 'zod';
import {
  eligibleAccountPageSchema,
  keyPageSchema,
  type WireKey,
  wireKeySchema,
} from '../../shared/adminApi/keyService.ts';
import type { StandalonePlatform } from './platformCommand.ts';
import type { SeededRandom } from './seededRandom.ts';

const DAY_MS = 86_400_000;

/** What makes a key the same in two lists. */
export interface ListedKey {
  readonly id: string;
  /** ISO 8601. */
  readonly expirationDate: string;
  readonly version: number;
}

/** A second administrator, who changes keys of a platform over its HTTP API instead of KeyDesk. */
export class OtherAdministrator {
  readonly #platform: Pick<StandalonePlatform, 'call'>;
  readonly #random: SeededRandom;
  #keys: WireKey[] = [];
  #accountIds: readonly string[] = [];

  constructor(platform: Pick<StandalonePlatform, 'call'>, random: SeededRandom) {
    this.#platform = platform;
    this.#random = random;
  }

  /** Reads all keys; returns them as a list should show them. */
  async read(): Promise<readonly ListedKey[]> {
    this.#keys = keyPageSchema.parse(await this.#platform.call('List', {})).Items;
    const accounts = eligibleAccountPageSchema.parse(await this.#platform.call('ListEligibleAccounts', {})).Items;
    this.#accountIds = accounts.filter(({ IsEligible }) => IsEligible).map(({ Id }) => Id);
    return this.keys;
  }

  /** The keys as last read, with the changes made here since. */
  get keys(): readonly ListedKey[] {
    return this.#keys.map(({ Id, ExpirationDate, Version }) => ({
      id: Id,
      expirationDate: ExpirationDate,
      version: Version,
    }));
  }

  /** Reads the tokens of all keys. */
  async readTokens(): Promise<readonly string[]> {
    await this.read();
    return this.#keys.map(({ Token }) => Token);
  }

  /** Creates, edits or deletes a random key of those read. */
  async change(): Promise<void> {
    const known = this.#random.pick(this.#keys);
    const what = this.#random.pick(['create', 'edit', 'delete'] as const);
    const ExpirationDate = new Date(Date.now() + (1 + this.#random.below(400)) * DAY_MS).toISOString();
    const others = this.#keys.filter((key) => key !== known);
    if (what === 'create') {
      this.#keys.push(await this.#call('Create', { AccountId: this.#random.pick(this.#accountIds), ExpirationDate }));
    } else if (what === 'edit') {
      this.#keys = [...others, await this.#call('Edit', { Id: known.Id, ExpirationDate, Version: known.Version })];
    } else {
      z.object({ Results: z.tuple([z.object({ Deleted: z.literal(true) })]) }).parse(
        await this.#platform.call('Delete', { Ids: [known.Id] }),
      );
      this.#keys = others;
    }
  }

  async #call(method: string, body: object): Promise<WireKey> {
    return wireKeySchema.parse(await this.#platform.call(method, body));
  }
}

/** A digest that is the same for the same keys in any order. */
export function digestOf(keys: readonly ListedKey[]): string {
  return hash('sha256', linesOf(keys).join('\n'));
}

/** The keys as sorted lines of text, so that a failed comparison shows the difference. */
export function linesOf(keys: readonly ListedKey[]): readonly string[] {
  return keys
    .map(({ id, expirationDate, version }) => `${id} ${new Date(expirationDate).toISOString()} version ${version}`)
    .toSorted();
}
