/**
 * Loaded before the compiled main process: `node --import ./tests/chromium-host/register.ts out/main/main.js`.
 * From then on `electron` means this host, and signals and the starting process can end the application.
 */
import { registerHooks } from 'node:module';
import { app } from './app.ts';
import { clipboard } from './clipboard.ts';
import { hostDialog } from './dialog.ts';

const ELECTRON = new URL('electron.ts', import.meta.url).href;
/** How long an application may take to quit before it is ended, in milliseconds. */
const QUIT_LIMIT_MS = 10_000;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: ELECTRON, shortCircuit: true } : next(specifier, context),
});

function quit(): void {
  setTimeout(() => process.exit(1), QUIT_LIMIT_MS).unref();
  app.quit();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, quit);
}

// A process that started this one with a message channel may ask what the clipboard holds and answer file dialogs, and
// its end is ours.
if (process.channel !== undefined) {
  process.on('disconnect', quit);
  process.on('message', (message: 'readClipboard' | { readonly chosenFile: string | null }) => {
    if (message === 'readClipboard') {
      void clipboard.readText().then((text) => process.send?.({ clipboard: text }));
    } else {
      hostDialog.answerWith(message.chosenFile);
    }
  });
  process.channel.unref();
}
