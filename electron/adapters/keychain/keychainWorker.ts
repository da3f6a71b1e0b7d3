/**
 * The process in which keytar runs. In some states of the keyring keytar crashes or hangs (atom/node-keytar#477), which must
 * not affect the application. `findCredentials` is not used: it has crashed with a locked keyring.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type keytarModule from 'keytar';
import {
  KEYCHAIN_SERVICE,
  type KeychainRequest,
  type KeychainResponse,
  keychainRequestSchema,
} from './keychainProtocol.ts';

const parent = process.parentPort;

parent.on('message', ({ data }) => {
  const request = keychainRequestSchema.parse(data);
  const { number } = request;
  // Loaded with the first request, so that a missing libsecret becomes an error response instead of a crash at startup.
  import('keytar').then(
    ({ default: keytar }) =>
      run(keytar, request).then(
        (result) => respond({ number, ok: true, ...result }),
        (error: unknown) => respond({ number, ok: false, error: String(error), isLoaded: true }),
      ),
    (error: unknown) => respond({ number, ok: false, error: loadError(error), isLoaded: false }),
  );
});

async function run(
  keytar: typeof keytarModule,
  request: KeychainRequest,
): Promise<{ secret: string | null; wasThere: boolean }> {
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

/** Why keytar could not be loaded. Its loader does not say why its binary did not load, so that it is loaded directly. */
function loadError(error: unknown): string {
  try {
    const require = createRequire(import.meta.url);
    const folder = join(dirname(require.resolve('keytar')), '../prebuilds', `${process.platform}-${process.arch}`);
    require(join(folder, 'keytar.node'));
    return String(error);
  } catch (cause) {
    return String(cause);
  }
}

function respond(message: KeychainResponse): void {
  parent.postMessage(message);
}
