import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../../shared/parseJson.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { assertRegularFile } from './regularFile.ts';

const sampleSchema = z.object({ folder: z.string().regex(/^[\w-]+$/) });
const sealSchema = z.object({ hash: z.string().regex(/^[\da-f]{64}$/) });

/** Whether the folder contains databases of the sample platform, or cannot be read. Never throws. */
export function hasSampleData(sampleDataFolder: string): boolean {
  try {
    return readdirSync(sampleDataFolder).length > 0;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '');
  }
}

/**
 * Whether a keychain item that several data folders may share belongs to this one: the secret of the sample platform if its
 * database is in the folder, the seal of a journal if the journal contains the sealed entry. Other items are accepted, since
 * they are only looked up when the settings of the folder refer to them.
 */
export function ownsItem(dataFolder: string, item: string, secret: string): boolean {
  if (item === 'sample') {
    const sample = sampleSchema.safeParse(parseJson(secret));
    return sample.success && existsSync(join(dataFolder, 'sample-platform', sample.data.folder));
  }
  if (item.startsWith('activity-')) {
    const seal = sealSchema.safeParse(parseJson(secret));
    const journal = join(dataFolder, 'activity', `${item.slice('activity-'.length)}.jsonl`);
    return seal.success && textOf(journal).includes(`"hash":"${seal.data.hash}"`);
  }
  return true;
}

function textOf(file: string): string {
  try {
    assertRegularFile(statSync(file));
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
