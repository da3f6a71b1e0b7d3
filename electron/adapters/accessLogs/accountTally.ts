import { MAX_ACCOUNTS, MAX_COUNTED_ADDRESSES, MAX_NAMED_ADDRESSES } from '../../../shared/model/lastUse.ts';
import type { LoggedUse } from '../../ports.ts';
import { accountNames } from './accountNames.ts';
import { ByteTable } from './byteTable.ts';
import { clientAddress } from './clientAddress.ts';
import { localTimeText } from './lineTime.ts';

/** Number of spellings of client addresses, with ports, that are remembered. */
const MAX_SPELLINGS = 65_536;
/** Number of addresses of all accounts together. */
const MAX_ADDRESSES = 200_000;

/** The calls of each account. Its memory is bounded, whatever the lines contain. */
export class AccountTally {
  readonly #names = new ByteTable(MAX_ACCOUNTS);
  #spellings = new ByteTable(MAX_SPELLINGS);
  /** Numbers of the addresses by that of their spelling; -1 for what is no address. */
  #addressOfSpelling: number[] = [];
  readonly #addresses: string[] = [];
  readonly #addressNumbers = new Map<string, number>();
  /** Each array has an entry for each account. */
  readonly #calls: number[] = [];
  readonly #rejections: number[] = [];
  readonly #lastCall: number[] = [];
  readonly #lastRejection: number[] = [];
  readonly #lastAddress: number[] = [];
  readonly #addressesOf: Set<number>[] = [];
  #addressCount = 0;
  /** Calls of accounts beyond `MAX_ACCOUNTS`. */
  callsOfOthers = 0;

  /**
   * The number of the address from `start` to `end`; -1 if it is none.
   * @param hash see {@link ByteTable.indexOf}.
   */
  addressNumber(bytes: Buffer, start: number, end: number, hash: number): number {
    let spelling = this.#spellings.indexOf(bytes, start, end, hash);
    if (spelling === -1) {
      this.#spellings = new ByteTable(MAX_SPELLINGS);
      this.#addressOfSpelling = [];
      spelling = this.#spellings.indexOf(bytes, start, end, hash);
    }
    return this.#addressOfSpelling[spelling] ?? this.#addSpelling(spelling, bytes.toString('latin1', start, end));
  }

  /**
   * Counts a call.
   * @param hash of the name from `start` to `end`, see {@link ByteTable.indexOf}.
   * @param time see `lineTime.ts`.
   */
  add(
    bytes: Buffer,
    start: number,
    end: number,
    hash: number,
    address: number,
    time: number,
    isRejected: boolean,
  ): void {
    const account = this.#names.indexOf(bytes, start, end, hash);
    if (account === -1) {
      this.callsOfOthers += 1;
      return;
    }
    if (account === this.#calls.length) {
      this.#calls.push(0);
      this.#rejections.push(0);
      this.#lastCall.push(0);
      this.#lastRejection.push(0);
      this.#lastAddress.push(-1);
      this.#addressesOf.push(new Set());
    }
    const counts = isRejected ? this.#rejections : this.#calls;
    const last = isRejected ? this.#lastRejection : this.#lastCall;
    counts[account] = (counts[account] as number) + 1;
    if (time > (last[account] as number)) {
      last[account] = time;
    }
    if (address !== this.#lastAddress[account]) {
      this.#lastAddress[account] = address;
      this.#addAddress(this.#addressesOf[account] as Set<number>, address);
    }
  }

  /** The accounts, in the order of their first lines. */
  get accounts(): LoggedUse[] {
    const names = accountNames(this.#calls.map((_, account) => this.#names.valueOf(account)));
    return names.map((username, account) => {
      const addresses = [...(this.#addressesOf[account] ?? [])].map((number) => this.#addresses[number] ?? '');
      return {
        username,
        calls: this.#calls[account] ?? 0,
        rejections: this.#rejections[account] ?? 0,
        lastCall: localTimeText(this.#lastCall[account] ?? 0),
        lastRejection: localTimeText(this.#lastRejection[account] ?? 0),
        addresses: addresses.slice(0, MAX_NAMED_ADDRESSES),
        otherAddresses: Math.max(0, addresses.length - MAX_NAMED_ADDRESSES),
      };
    });
  }

  #addSpelling(spelling: number, text: string): number {
    const address = clientAddress(text);
    const number = address === null ? -1 : this.#numberOf(address);
    this.#addressOfSpelling[spelling] = number;
    return number;
  }

  #numberOf(address: string): number {
    const known = this.#addressNumbers.get(address);
    if (known !== undefined) {
      return known;
    }
    if (this.#addresses.length >= MAX_ADDRESSES) {
      return MAX_ADDRESSES;
    }
    this.#addressNumbers.set(address, this.#addresses.length);
    return this.#addresses.push(address) - 1;
  }

  #addAddress(known: Set<number>, address: number): void {
    if (address < MAX_ADDRESSES && known.size < MAX_COUNTED_ADDRESSES && this.#addressCount < MAX_ADDRESSES) {
      const { size } = known;
      known.add(address);
      this.#addressCount += known.size - size;
    }
  }
}
