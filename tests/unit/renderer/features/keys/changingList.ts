import type { AuthenticationKey } from '../../../../../shared/model/key.ts';
import { ACCOUNT_PROBLEMS } from '../../../../../shared/model/key.ts';
import type { KeyNote } from '../../../../../shared/model/keyNote.ts';
import type { SeededRandom } from '../../../../harness/seededRandom.ts';
import { inDays, sampleKey } from './sampleKey.ts';

/** Names that collate as equal, with combining marks, in both alphabets, and with numbers. */
const NAMES = [
  'Анна Ёлкина',
  'анна елкина',
  'Андрей Цой',
  'Андреи\u0306 Цои\u0306',
  'ERP connector 10',
  'erp connector 9',
  'Ёж',
  'Е\u0308ж',
  '',
];
const ROLES = [[], ['Auditor'], ['API integrations', 'Auditor'], ['Администратор']];
const TAGS = ['ночь', 'Invoices', 'c'];
/** Mostly hexadecimal; some with capital letters, other characters, or the same beginning. */
const TOKENS = ['40572d4', '40572D4', 'ä', 'äb', 'a\u0000b', ''];

/** A list of keys that gains, loses and changes keys at random, as the window receives them. */
export class ChangingList {
  readonly #random: SeededRandom;
  #lastNumber = 0;
  keys: readonly AuthenticationKey[] = [];

  constructor(random: SeededRandom, count: number) {
    this.#random = random;
    this.keys = Array.from({ length: count }, () => this.#newKey());
  }

  /** Changes the list; unchanged keys stay the same objects, as after an update from main. */
  change(): void {
    const { next } = this.#random;
    const lost = next() < 0.5 ? 0.2 : 0;
    const changed = next() < 0.5 ? 0.1 : 0;
    const kept = this.keys
      .filter(() => next() >= lost)
      .map((key) => (next() < changed ? { ...key, ...this.#facts(), version: key.version + 1 } : key));
    const added = Array.from({ length: this.#random.below(6) }, () => this.#newKey());
    const how = next();
    if (how < 0.1) {
      // A list that was fetched anew.
      this.keys = kept.map((key) => ({ ...key }));
    } else {
      this.keys = how < 0.5 ? [...added, ...kept] : [...kept, ...added];
    }
  }

  /** Notes about some of the keys, and one about none. */
  notes(): ReadonlyMap<string, KeyNote> {
    const { next, pick } = this.#random;
    const noted = this.keys.filter(() => next() < 0.2).map(({ token }) => token);
    return new Map(
      [...noted, 'gone'].map((token) => [
        token,
        { owner: pick(NAMES), purpose: pick(['', 'Invoices\nevery night']), ticket: 'SD-1', tags: [pick(TAGS)] },
      ]),
    );
  }

  #newKey(): AuthenticationKey {
    this.#lastNumber += 1;
    const { below, next, pick } = this.#random;
    const digits = Math.floor(next() * 2 ** 40).toString(16);
    const token = next() < 0.3 ? pick(TOKENS) + digits.slice(0, below(4)) : digits.padStart(32, '0');
    return sampleKey({ id: `authkey.${this.#lastNumber}`, token, ...this.#facts() });
  }

  /** Ties are frequent. Keys of one account may contradict each other. */
  #facts(): Partial<AuthenticationKey> {
    const { below, next, pick } = this.#random;
    const account = below(12);
    return {
      accountId: `account.${account}`,
      username: `user.${account % 7}`,
      fullName: NAMES[account % NAMES.length] ?? '',
      systemRoles: ROLES[account % ROLES.length] ?? [],
      accountProblem: next() < 0.1 ? pick(ACCOUNT_PROBLEMS) : null,
      creationDate: inDays(below(8) - 5),
      expirationDate: inDays(below(60) - 10),
      lastUsedDate: next() < 0.4 ? null : inDays(-below(5)),
    };
  }
}
