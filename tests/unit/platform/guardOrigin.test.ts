import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { guardOrigin } from '../../../electron/platform/http/guardOrigin.ts';
import { ownAddress, parsePublicAddress } from '../../../electron/platform/ownAddress.ts';

/** Sends a request to a platform. @returns the status, and the message of an error. */
async function send(port: number, publicAddress: string, headers: Readonly<Record<string, string>>) {
  const app = fastify();
  guardOrigin(app, () => ownAddress(port, parsePublicAddress(publicAddress)));
  app.setErrorHandler((error, _request, reply) => reply.status(403).send(error instanceof Error ? error.message : ''));
  app.get('/', async () => 'accepted');
  const { statusCode, body } = await app.inject({ url: '/', headers });
  return statusCode === 200 ? 200 : body;
}

test.each([
  [80, '', { host: '127.0.0.1' }],
  [80, '', { host: '127.0.0.1:80' }],
  [80, '', { host: 'localhost:80' }],
  [80, '', { host: 'LOCALHOST' }],
  [80, '', { host: 'localhost', origin: 'http://localhost' }],
  [8787, '', { host: '127.0.0.1:8787', origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin' }],
  [8787, 'https://keys.example.com', { host: 'keys.example.com', origin: 'https://keys.example.com' }],
  [8787, 'https://keys.example.com', { host: 'Keys.Example.com:443' }],
  [8787, 'https://keys.example.com', { host: '127.0.0.1:8787' }],
  [8787, 'http://localhost:9000', { host: 'localhost:9000' }],
])('on port %i with the public address "%s" it accepts %j', async (port, publicAddress, headers) => {
  expect(await send(port, publicAddress, headers)).toBe(200);
});

test.each([
  [80, '', { host: '127.0.0.1:8787' }],
  [8787, '', { host: '127.0.0.1' }],
  [8787, '', { host: '127.0.0.1:80' }],
  [8787, '', { host: 'keys.example.com' }],
  [8787, 'https://keys.example.com', { host: 'keys.example.com:8787' }],
  [8787, 'https://keys.example.com', { host: 'keys.example.com.attacker.example' }],
])(
  'on port %i with the public address "%s" it rejects %j, and says what to do',
  async (port, publicAddress, headers) => {
    const message = await send(port, publicAddress, headers);
    expect(message).toContain(`The platform is not reached as "${headers.host}", but as `);
    expect(message).toContain('start it with --public-address');
  },
);

test.each([
  ['', { host: '127.0.0.1:8787', origin: 'https://keys.example.com' }],
  ['https://keys.example.com', { host: 'keys.example.com', origin: 'http://keys.example.com' }],
  ['https://keys.example.com', { host: 'keys.example.com', origin: 'https://keys.example.com:8443' }],
  ['https://keys.example.com', { host: 'keys.example.com', 'sec-fetch-site': 'cross-site' }],
])('with the public address "%s" it rejects the page of %j', async (publicAddress, headers) => {
  expect(await send(8787, publicAddress, headers)).toBe('Pages of other sites cannot call the platform.');
});
