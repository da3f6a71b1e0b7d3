import { argon2d } from '@noble/hashes/argon2.js';
import { Consts, CryptoEngine, Int64, Kdbx, KdbxCredentials, KdbxUuid, ProtectedValue, VarDictionary } from 'kdbxweb';
import type { KeePassEntry } from '../../ports.ts';

/** Cost of one guess of the passphrase. */
interface Argon2Cost {
  /** Memory in KiB. */
  readonly memory: number;
  readonly iterations: number;
}

/** About what KeePassXC sets; kdbxweb sets 1 MiB and 2 iterations, which protect against little. */
const COST: Argon2Cost = { memory: 64 * 1024, iterations: 10 };

// Computed in JavaScript, because Electron's BoringSSL has no Argon2.
CryptoEngine.setArgon2Impl(async (password, salt, memory, iterations, length, parallelism, _type, version) => {
  const options = { m: memory, t: iterations, p: parallelism, dkLen: length, version };
  return exactBuffer(argon2d(new Uint8Array(password), new Uint8Array(salt), options));
});

/**
 * Creates a KeePass database (KDBX 4, AES-256, Argon2d) with one entry in its only group. Blocks for seconds.
 * @param cost of a guess, for tests.
 */
export async function kdbxFile(entry: KeePassEntry, passphrase: string, cost = COST): Promise<Uint8Array> {
  const database = Kdbx.create(new KdbxCredentials(ProtectedValue.fromString(passphrase)), xmlText(entry.title));
  // Created by default; a merge would bring it into the other database.
  database.meta.recycleBinEnabled = false;
  database.meta.recycleBinUuid = undefined;
  database.getDefaultGroup().groups = [];
  database.setKdf(Consts.KdfId.Argon2d);
  const parameters = database.header.kdfParameters;
  parameters?.set('M', VarDictionary.ValueType.UInt64, Int64.from(cost.memory * 1024));
  parameters?.set('I', VarDictionary.ValueType.UInt64, Int64.from(cost.iterations));
  fillEntry(database, entry);
  return new Uint8Array(await database.save());
}

function fillEntry(database: Kdbx, entry: KeePassEntry): void {
  const created = database.createEntry(database.getDefaultGroup());
  created.uuid = new KdbxUuid(exactBuffer(Buffer.from(entry.id, 'hex')));
  if (entry.expiresAt !== null) {
    created.times.expires = true;
    created.times.expiryTime = new Date(entry.expiresAt);
  }
  const { fields } = created;
  fields.set('Title', xmlText(entry.title));
  fields.set('UserName', xmlText(entry.username));
  fields.set('Password', ProtectedValue.fromString(entry.password));
  fields.set('URL', xmlText(entry.url));
  fields.set('Notes', xmlText(entry.notes));
  for (const { name, value, isSecret } of entry.fields) {
    fields.set(xmlText(name), isSecret ? ProtectedValue.fromString(value) : xmlText(value));
  }
}

/** A text without what XML 1.0 (2.2) excludes: readers refuse a database with it. Protected values are stored in Base64. */
function xmlText(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
