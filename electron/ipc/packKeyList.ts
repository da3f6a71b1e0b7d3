import type { Output } from '../../shared/ipc/contract.ts';
import { type PackedKeys, packKeys } from '../../shared/model/packedKeys.ts';
import type { KeyList } from '../services/keys/keys.ts';
import { nextTask } from '../services/nextTask.ts';

/** Packs a list for the window. Pauses after each part, so that other calls are served meanwhile. */
export async function packKeyList({ content, ...facts }: KeyList): Promise<Output<'keys:list'>> {
  const parts: PackedKeys[] = [];
  for (const part of packKeys(content.keys)) {
    parts.push(part);
    await nextTask();
  }
  const { kind } = content;
  return { ...facts, content: kind === 'complete' ? { kind, parts } : { kind, parts, deletedIds: content.deletedIds } };
}
