/**
 * The process in which keytar runs. In some states of the keyring keytar crashes or hangs (atom/node-keytar#477), which must
 * not affect the application. `findCredentials` is not used: it has crashed with a locked keyring.
 */
import {
  KEYCHAIN_SERVICE,
  type KeychainRequest,
  type KeychainResponse,
  keychainRequestSchema,
} from './keychainProtocol.ts';

const parent = process.parentPort;

parent.on('message', ({ data }) => {
  const request = keychainRequestSchema.parse(data);
  run(request).then(
    (result) => respond({ number: request.number, ok: true, ...result }),
    (error: unknown) => respond({ number: request.number, ok: false, error: String(error) }),
  );
});

async function run(request: KeychainRequest): Promise<{ secret: string | null; wasThere: boolean }> {
  // Loaded with the first request, so that a missing libsecret becomes an error response instead of a crash at startup.
  const { default: keytar } = await import('keytar');
  switch (request.operation) {
    case 'get': {
      const secret = await keytar.getPassword(KEYCHAIN_SERVICE, request.account);
      return { secret, wasThere: secret !== null };
    }
    case 'set':
      await keytar.setPassword(KEYCHAIN_SERVICE, request.account, request.secret);
      return { secret: null, wasThere: false };
    case 'delete':
      return { secret: null, wasThere: await keytar.deletePassword(KEYCHAIN_SERVICE, request.account) };
  }
}

function respond(message: KeychainResponse): void {
  parent.postMessage(message);
}
