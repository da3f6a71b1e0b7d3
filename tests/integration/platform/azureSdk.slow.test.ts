import { AppConfigurationClient } from '@azure/app-configuration';
import { describe, expect, test } from 'vitest';
import { type ClientKey, call, createKey, daysFromNow, startForFile } from './platformClient.ts';

/**
 * The official client of Azure App Configuration uses the same signing scheme and shares no code with the platform. The
 * platform has none of its paths: the response to an accepted signature is 404.
 */
const platform = await startForFile();
const key = await createKey(platform, 'svc.erp');

/** Runs an operation of the client, which the platform rejects. @returns its attempts. */
async function attemptsOf({ Token, SecretKey }: ClientKey, use: (client: AppConfigurationClient) => Promise<unknown>) {
  const attempts: { method: string; target: string; hasBody: boolean; status: number; challenge?: string }[] = [];
  const client = new AppConfigurationClient(`Endpoint=${platform.address};Id=${Token};Secret=${SecretKey}`, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      {
        position: 'perRetry',
        policy: {
          name: 'record',
          async sendRequest(request, next) {
            const response = await next(request);
            const { pathname, search } = new URL(request.url);
            attempts.push({
              method: request.method,
              target: `${pathname}${search}`,
              hasBody: request.body !== undefined && request.body !== null,
              status: response.status,
              challenge: response.headers.get('www-authenticate') ?? '',
            });
            return response;
          },
        },
      },
    ],
  });
  await expect(use(client)).rejects.toThrow();
  return attempts;
}

const read = (client: AppConfigurationClient) => client.getConfigurationSetting({ key: 'имя /?&', label: 'a b' });

describe('a request signed with the right secret is accepted', () => {
  test.each<[string, string, boolean, (client: AppConfigurationClient) => Promise<unknown>]>([
    ['GET with a path and a query beyond ASCII', 'GET', false, read],
    [
      'GET of reserved characters',
      'GET',
      false,
      (client) => client.getConfigurationSetting({ key: "k é/ü+~*'()!%2F" }),
    ],
    [
      'PUT with a body beyond ASCII',
      'PUT',
      true,
      (client) => client.setConfigurationSetting({ key: 'ключ', label: 'метка', value: '"значение" 😀 \\ \u2028' }),
    ],
    ['PUT without a body', 'PUT', false, (client) => client.setReadOnly({ key: 'ключ' }, true)],
    ['DELETE', 'DELETE', false, (client) => client.deleteConfigurationSetting({ key: 'ключ' })],
    ['PATCH with a body', 'PATCH', true, (client) => client.archiveSnapshot('снимок')],
  ])('%s', async (_what, method, hasBody, use) => {
    const [attempt, ...more] = await attemptsOf(key, use);
    expect(attempt).toMatchObject({ method, hasBody, status: 404, challenge: '' });
    expect(more).toEqual([]);
    // The signed text contains escapes, which must not be decoded or normalized.
    expect(attempt?.target).toMatch(/^\/[\w./-]+.*%/);
  });
});

test('an expired and a deleted key are rejected', async () => {
  await call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
  expect((await attemptsOf(key, read))[0]?.challenge).toContain('The access token has expired');
  await call(platform, 'Delete', { Ids: [key.Id] });
  expect((await attemptsOf(key, read))[0]?.challenge).toContain('Invalid Credential');
});
