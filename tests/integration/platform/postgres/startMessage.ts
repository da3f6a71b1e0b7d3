import { expect } from 'vitest';
import { PlatformStartError } from '../../../../electron/platform/platformStartError.ts';
import { startRefusal } from '../lastingDatabase.ts';

/** Returns the message with which a platform fails to start on a database. */
export async function startMessage(url: string): Promise<string> {
  const error = await startRefusal({ database: { url } });
  expect(error).toBeInstanceOf(PlatformStartError);
  return (error as Error).message;
}

/** Returns the address of a database with other parts. */
export function changeUrl(url: string, changes: Partial<URL>): string {
  return Object.assign(new URL(url), changes).href;
}
