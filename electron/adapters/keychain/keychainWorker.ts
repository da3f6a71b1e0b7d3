/**
 * The process in which keytar runs. In some keyring states keytar crashes its process or never returns
 * (atom/node-keytar#477), so it must not run where the application does. `findCredentials` is the call that crashes
 * on a locked keyring; it is never used.
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
    (result) => answer({ number: request.number, ok: true, ...result }),
    (error: unknown) => answer({ number: request.number, ok: false, error: String(error) }),
  );
});

async function run(request: KeychainRequest): Promise<{ secret: string | null; wasThere: boolean }> {
  // Loaded on the first request, so that a missing libsecret is an answer and not a crash at start.
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

function answer(message: KeychainResponse): void {
  parent.postMessage(message);
}
