import { createHash } from 'node:crypto';
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

/** What two lists have to agree on for a key to be the same in both. */
export interface ListedKey {
  readonly id: string;
  /** ISO 8601. */
  readonly expirationDate: string;
  readonly version: number;
}

/** Somebody who works on the keys of a platform at the same time, over its HTTP API and not through KeyDesk. */
export class OtherAdministrator {
  readonly #platform: Pick<StandalonePlatform, 'call'>;
  readonly #random: SeededRandom;
  #keys: WireKey[] = [];
  #accountIds: readonly string[] = [];

  constructor(platform: Pick<StandalonePlatform, 'call'>, random: SeededRandom) {
    this.#platform = platform;
    this.#random = random;
  }

  /** Reads all keys; gives them as a list has to show them. */
  async read(): Promise<readonly ListedKey[]> {
    this.#keys = keyPageSchema.parse(await this.#platform.call('List', {})).Items;
    const accounts = eligibleAccountPageSchema.parse(await this.#platform.call('ListEligibleAccounts', {})).Items;
    this.#accountIds = accounts.filter(({ IsEligible }) => IsEligible).map(({ Id }) => Id);
    return this.keys;
  }

  /** The keys as they were read, with all that was changed from here since. */
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

  /** Creates a key, changes the expiry of one, or deletes one. Works on the keys that it knows. */
  async change(): Promise<void> {
    const known = this.#random.pick(this.#keys);
    const what = this.#random.pick(['create', 'edit', 'delete'] as const);
    const ExpirationDate = new Date(Date.now() + (1 + this.#random.below(400)) * DAY_MS).toISOString();
    const others = this.#keys.filter((key) => key !== known);
    if (what === 'create') {
      this.#keys.push(await this.#ask('Create', { AccountId: this.#random.pick(this.#accountIds), ExpirationDate }));
    } else if (what === 'edit') {
      this.#keys = [...others, await this.#ask('Edit', { Id: known.Id, ExpirationDate, Version: known.Version })];
    } else {
      z.object({ Results: z.tuple([z.object({ Deleted: z.literal(true) })]) }).parse(
        await this.#platform.call('Delete', { Ids: [known.Id] }),
      );
      this.#keys = others;
    }
  }

  async #ask(method: string, body: object): Promise<WireKey> {
    const answer = await this.#platform.call(method, body);
    const key = wireKeySchema.safeParse(answer);
    if (!key.success) {
      throw new Error(`The platform refused ${method}: ${JSON.stringify(answer)}`);
    }
    return key.data;
  }
}

/** A text that is the same for the same keys, in whatever order. */
export function digestOf(keys: readonly ListedKey[]): string {
  return createHash('sha256').update(linesOf(keys).join('\n')).digest('hex');
}

/** The keys as sorted lines of text, for a comparison that shows what is different. */
export function linesOf(keys: readonly ListedKey[]): readonly string[] {
  return keys
    .map(({ id, expirationDate, version }) => `${id} ${new Date(expirationDate).toISOString()} version ${version}`)
    .toSorted();
}
