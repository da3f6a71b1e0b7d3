/**
 * Loaded before the compiled main process: `node --import ./tests/chromium-host/register.ts out/main/main.js`.
 * From then on `electron` means this host, and signals and the starting process can end the application.
 */
import { registerHooks } from 'node:module';
import { app } from './app.ts';
import { checkApplicationPath } from './applicationPath.ts';
import { desktop, readText } from './clipboard.ts';
import { hostDialog } from './dialog.ts';
import { powerMonitor } from './powerMonitor.ts';
import { setSystemProxy } from './systemProxy.ts';
import { failUtilityProcesses } from './utilityProcess.ts';
import { windowRegistry } from './windowRegistry.ts';

checkApplicationPath(process.argv.slice(1));

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

/** What a process that started this one with a message channel may ask or have happen. */
async function answer(message: unknown): Promise<void> {
  if (message === 'readClipboard') {
    process.send?.({ clipboard: await readText(desktop.paste()) });
  } else if (message === 'isContentProtected') {
    process.send?.({ isContentProtected: windowRegistry.window?.isContentProtected() });
  } else if (message === 'isWindowVisible') {
    process.send?.({ isWindowVisible: windowRegistry.window?.isVisible() });
  } else if (message === 'failUtilityProcesses') {
    // Where no promise catches what an unheard event throws.
    setImmediate(failUtilityProcesses);
  } else if (message === 'lock-screen' || message === 'suspend' || message === 'resume') {
    powerMonitor.emit(message);
  } else if (typeof message === 'object' && message !== null && 'writeClipboard' in message) {
    desktop.copyElsewhere(String(message.writeClipboard));
    process.send?.({ written: true });
  } else if (message === 'focused' || message === 'blurred') {
    windowRegistry.emit(message, windowRegistry.window?.facade ?? {});
    process.send?.({ [message]: true });
  } else if (typeof message === 'object' && message !== null && 'idleSeconds' in message) {
    powerMonitor.idleSeconds = Number(message.idleSeconds);
  } else if (typeof message === 'object' && message !== null && 'chosenFile' in message) {
    hostDialog.answerWith(message.chosenFile as string | null);
  } else if (typeof message === 'object' && message !== null && 'systemProxy' in message) {
    setSystemProxy(message.systemProxy as string | null);
  }
}

// The end of that process is ours, too.
if (process.channel !== undefined) {
  process.on('disconnect', quit);
  process.on('message', (message) => void answer(message));
  process.channel.unref();
}
