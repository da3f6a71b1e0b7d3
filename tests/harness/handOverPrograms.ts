import { spawn, spawnSync } from 'node:child_process';

/** What a program did. */
interface ProgramResult {
  readonly status: number | null;
  /** Everything that it printed. */
  readonly output: string;
}

/**
 * Decrypts a file with age, which asks for the passphrase on a terminal only.
 * @param passphrase as it is typed.
 * @param target where the text is written.
 */
export async function decryptWithAge(file: string, passphrase: string, target: string): Promise<ProgramResult> {
  // script starts it on a terminal of its own and types what it is given.
  const child = spawn('script', ['--quiet', '--return', '--command', `age -d -o '${target}' '${file}'`, '/dev/null']);
  let output = '';
  let wasTyped = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
      if (!wasTyped && output.includes('Enter passphrase')) {
        wasTyped = true;
        child.stdin.write(`${passphrase}\n`);
      }
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<ProgramResult>();
  child.on('error', reject);
  child.on('close', (status) => resolve({ status, output }));
  return promise;
}

/** Runs keepassxc-cli. @param passphrases typed one after the other. */
export function keePassXcCli(parameters: readonly string[], ...passphrases: readonly string[]): ProgramResult {
  const { status, stdout, stderr, error } = spawnSync('keepassxc-cli', parameters, {
    input: passphrases.map((passphrase) => `${passphrase}\n`).join(''),
    encoding: 'utf8',
  });
  if (error !== undefined) {
    throw error;
  }
  return { status, output: stdout + stderr };
}

/** An entry of a KeePass database, as KeePassXC exports it. */
interface ExportedEntry {
  readonly uuid: string;
  readonly expires: string;
  /** ISO 8601 in UTC. */
  readonly expiryTime: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Opens a database with keepassxc-cli. @throws Error if the passphrase is wrong. */
export function openWithKeePassXc(
  file: string,
  passphrase: string,
): { readonly groups: readonly string[]; readonly entries: readonly ExportedEntry[] } {
  const { status, output } = keePassXcCli(['export', '--format', 'xml', file], passphrase);
  if (status !== 0) {
    throw new Error(`KeePassXC could not open the database: ${output}`);
  }
  const text = (xml: string, name: string): string =>
    withoutEntities(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1] ?? '');
  const xml = output.slice(output.indexOf('<?xml'));
  return {
    groups: [...xml.matchAll(/<Group>[\s\S]*?<Name>([^<]*)</g)].map(([, name]) => withoutEntities(name ?? '')),
    entries: [...xml.matchAll(/<Entry>([\s\S]*?)<\/Entry>/g)].map(([, entry = '']) => ({
      uuid: text(entry, 'UUID'),
      expires: text(entry, 'Expires'),
      expiryTime: instantOf(text(entry, 'ExpiryTime')),
      fields: Object.fromEntries(
        [...entry.matchAll(/<String>([\s\S]*?)<\/String>/g)].map(([, field = '']) => [
          text(field, 'Key'),
          text(field, 'Value'),
        ]),
      ),
    })),
  };
}

/** Seconds from the year 1 to the year 1970. */
const EPOCH_SECONDS = 62_135_596_800n;

/** A time of KeePass: ISO 8601, or since KDBX 4 the seconds since the year 1 as Base64 of 64 bits. */
function instantOf(time: string): string {
  if (/^\d{4}-/.test(time)) {
    return time;
  }
  const seconds = Buffer.from(time, 'base64').readBigInt64LE() - EPOCH_SECONDS;
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

/** Replaces the entities of XML. */
function withoutEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
      : (named[name] ?? entity),
  );
}
