import { z } from 'zod';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';
import { searchFor } from './evidence/startEvidence.ts';

const keysSchema = z.object({ Items: z.array(z.object({ Id: z.string() })) });
const secretSchema = z.object({ SecretKey: z.string() });

/**
 * Starts a platform like `startPlatformCommand`. The password of its administrator and the secrets of the keys that it has
 * when it stops are searched for at the end of the run.
 */
export async function startPlatform(
  parameters: readonly string[],
  earlier?: StandalonePlatform,
): Promise<StandalonePlatform> {
  const platform = await startPlatformCommand(parameters, earlier);
  searchFor("the administrator's password", platform.password);
  return {
    ...platform,
    stop: async () => {
      await registerSecrets(platform);
      return platform.stop();
    },
  };
}

async function registerSecrets(platform: StandalonePlatform): Promise<void> {
  const { Items: keys } = keysSchema.parse(await platform.call('List', {}));
  for (const { Id } of keys) {
    const { SecretKey } = secretSchema.parse(await platform.call('Get', { id: Id }));
    searchFor(`the secret of key ${Id}`, SecretKey);
  }
}
