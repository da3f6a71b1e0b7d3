import { useMutation } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';

/** Saves a key to an encrypted file that the user chooses; `null` if the user cancelled. */
export function useSaveProtectedFile() {
  return useMutation({
    mutationFn: async (input: Input<'keys:saveProtectedFile'>) =>
      (await call(bridge.keys.saveProtectedFile(input))).saved,
  });
}

/** Stops a file that is being saved, and has main forget a made passphrase. Failures do not matter to the window. */
export function endProtectedFile(): void {
  void bridge.keys.endProtectedFile();
}

/** Has main copy the made passphrase, concealed and cleared like a secret. @throws AppError */
export async function copyPassphrase(): Promise<void> {
  await call(bridge.clipboard.copyPassphrase());
}
