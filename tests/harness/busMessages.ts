/** Messages of D-Bus (D-Bus Specification, “Message Protocol”), as far as a service needs that a test plays. */

const TYPES = { call: 1, reply: 2, error: 3, signal: 4 } as const;
/** Codes of header fields, and the types of their values. */
const FIELDS = {
  path: [1, 'o'],
  interface: [2, 's'],
  member: [3, 's'],
  replySerial: [5, 'u'],
  destination: [6, 's'],
  sender: [7, 's'],
  signature: [8, 'g'],
} as const;
const PROTOCOL_VERSION = 1;
/** Length of what comes before the header fields, in bytes. */
const FIXED_HEADER = 16;

/** A message. Values are strings and unsigned numbers of 32 bits. */
export interface BusMessage {
  readonly type: keyof typeof TYPES;
  readonly serial: number;
  readonly path?: string | undefined;
  readonly interface?: string | undefined;
  readonly member?: string | undefined;
  readonly replySerial?: number | undefined;
  readonly destination?: string | undefined;
  readonly sender?: string | undefined;
  /** Of a message that was read, only the values before the first of another type. */
  readonly body: readonly (string | number)[];
}

/** Returns the bytes of a message. */
export function writeMessage(message: BusMessage): Buffer {
  const body = new Writer();
  for (const value of message.body) {
    body.write(typeof value === 'string' ? 's' : 'u', value);
  }
  const signature = message.body.map((value) => (typeof value === 'string' ? 's' : 'u')).join('');
  const fields = new Writer();
  for (const [name, [code, type]] of Object.entries(FIELDS)) {
    const value = name === 'signature' ? signature : message[name as Exclude<keyof typeof FIELDS, 'signature'>];
    if (value !== undefined && value !== '') {
      fields.align(8);
      fields.bytes.push(code);
      fields.write('g', type);
      fields.write(type, value);
    }
  }
  const header = new Writer();
  header.bytes.push('l'.charCodeAt(0), TYPES[message.type], 0, PROTOCOL_VERSION);
  for (const number of [body.bytes.length, message.serial, fields.bytes.length]) {
    header.write('u', number);
  }
  header.bytes.push(...fields.bytes);
  header.align(8);
  return Buffer.from([...header.bytes, ...body.bytes]);
}

/** Collects what a socket receives and returns the complete messages. */
export class MessageReader {
  #pending = Buffer.alloc(0);

  read(chunk: Uint8Array): BusMessage[] {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const messages: BusMessage[] = [];
    while (this.#pending.length >= FIXED_HEADER) {
      const bodyLength = this.#pending.readUInt32LE(4);
      const start = aligned(FIXED_HEADER + this.#pending.readUInt32LE(12), 8);
      if (this.#pending.length < start + bodyLength) {
        break;
      }
      messages.push(parse(this.#pending.subarray(0, start + bodyLength), start));
      this.#pending = this.#pending.subarray(start + bodyLength);
    }
    return messages;
  }
}

function parse(bytes: Buffer, bodyStart: number): BusMessage {
  const values = new Map<number, string | number>();
  const header = new Reader(bytes, FIXED_HEADER);
  const end = FIXED_HEADER + bytes.readUInt32LE(12);
  while (header.place < end) {
    header.align(8);
    const code = header.byte();
    values.set(code, header.value(`${header.value('g')}`));
  }
  const text = (name: keyof typeof FIELDS): string | undefined => values.get(FIELDS[name][0])?.toString();
  const body = new Reader(bytes.subarray(bodyStart), 0);
  const plain = /^[su]*/.exec(text('signature') ?? '')?.[0] ?? '';
  const type = Object.entries(TYPES).find(([, code]) => code === bytes[1])?.[0] ?? 'error';
  return {
    type: type as BusMessage['type'],
    serial: bytes.readUInt32LE(8),
    path: text('path'),
    interface: text('interface'),
    member: text('member'),
    replySerial: Number(values.get(FIELDS.replySerial[0]) ?? 0),
    sender: text('sender'),
    body: [...plain].map((each) => body.value(each)),
  };
}

class Writer {
  readonly bytes: number[] = [];

  align(size: number): void {
    while (this.bytes.length % size !== 0) {
      this.bytes.push(0);
    }
  }

  write(type: string, value: string | number): void {
    if (type === 'u') {
      this.align(4);
      this.#number(Number(value));
      return;
    }
    const text = Buffer.from(String(value));
    if (type === 'g') {
      this.bytes.push(text.length, ...text, 0);
      return;
    }
    this.align(4);
    this.#number(text.length);
    this.bytes.push(...text, 0);
  }

  #number(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.bytes.push(...bytes);
  }
}

class Reader {
  readonly #bytes: Buffer;
  place: number;

  constructor(bytes: Buffer, place: number) {
    this.#bytes = bytes;
    this.place = place;
  }

  align(size: number): void {
    this.place = aligned(this.place, size);
  }

  byte(): number {
    const value = this.#bytes.readUInt8(this.place);
    this.place += 1;
    return value;
  }

  /** Reads a value of a basic type: a signature, a number or a text. */
  value(type: string): string | number {
    if (type === 'g') {
      return this.#text(this.byte());
    }
    this.align(4);
    const number = this.#bytes.readUInt32LE(this.place);
    this.place += 4;
    return type === 'u' ? number : this.#text(number);
  }

  #text(length: number): string {
    const text = this.#bytes.toString('utf8', this.place, this.place + length);
    this.place += length + 1;
    return text;
  }
}

function aligned(place: number, size: number): number {
  return Math.ceil(place / size) * size;
}
