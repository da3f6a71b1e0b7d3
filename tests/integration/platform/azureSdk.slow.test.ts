import { AppConfigurationClient } from '@azure/app-configuration';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { type ClientKey, call, createKey, daysFromNow, startSample } from './platformClient.ts';

/**
 * The official client of Azure App Configuration signs by the same scheme, so it is an oracle for our verification
 * that shares no code with it. The platform has none of its paths: a signature that is let in gets as far as 404.
 */
let platform: RunningPlatform;
let key: ClientKey & { readonly Id: string };
beforeAll(async () => {
  platform = await startSample();
  key = await createKey(platform, 'svc.erp');
});
afterAll(() => platform.stop());

/** Gives the refusal of a read by the client. */
async function readAs({ Token, SecretKey }: ClientKey): Promise<{ statusCode: number; challenge: string | undefined }> {
  const client = new AppConfigurationClient(`Endpoint=${platform.address};Id=${Token};Secret=${SecretKey}`, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
  try {
    await client.getConfigurationSetting({ key: 'имя /?&', label: 'a b' });
  } catch (error) {
    const { statusCode, response } = error as { statusCode: number; response: { headers: Map<string, string> } };
    return { statusCode, challenge: response.headers.get('www-authenticate') };
  }
  throw new Error('The client must be refused: the platform has no settings.');
}

test('a request that the client signs with the right secret is let in', async () => {
  expect(await readAs(key)).toEqual({ statusCode: 404, challenge: undefined });
});

test.each([
  ['another secret', { SecretKey: Buffer.alloc(64, 1).toString('base64') }, 'Invalid Signature'],
  ['an unknown token', { Token: 'f'.repeat(32) }, 'Invalid Credential'],
])('with %s it is refused', async (_what, change, text) => {
  const { statusCode, challenge } = await readAs({ ...key, ...change });
  expect(statusCode).toBe(401);
  expect(challenge).toContain(`error_description="${text}"`);
});

test('once the key is set to the past, and once it is deleted, it is refused', async () => {
  await call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
  expect((await readAs(key)).challenge).toContain('The access token has expired');
  await call(platform, 'Delete', { Ids: [key.Id] });
  expect((await readAs(key)).challenge).toContain('Invalid Credential');
});
