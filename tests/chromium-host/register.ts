/**
 * Loaded before the compiled main process: `node --import ./tests/chromium-host/register.ts out/main/main.js`.
 * Resolves `electron` to this host; signals and the end of the parent process quit the application.
 */
import { registerHooks } from 'node:module';
import { app } from './app.ts';
import { checkApplicationPath } from './applicationPath.ts';
import { readText, simulatedDesktop } from './clipboard.ts';
import { hostDialog } from './dialog.ts';
import { powerMonitor } from './powerMonitor.ts';
import { failUtilityProcesses } from './utilityProcess.ts';
import { windowRegistry } from './windowRegistry.ts';

checkApplicationPath(process.argv.slice(1));

const ELECTRON = new URL('electron.ts', import.meta.url).href;
/** Time limit for the application to quit, in milliseconds. */
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

type Message = string | Readonly<Record<string, unknown>>;

/** The messages of the parent process, and what it gets in reply. Those with a parameter are objects of one property. */
const messages: Readonly<Record<string, (parameter: unknown) => unknown>> = {
  readClipboard: async () => ({ clipboard: await readText(simulatedDesktop?.paste() ?? new Map()) }),
  writeClipboard: (text) => {
    simulatedDesktop?.copyElsewhere(String(text));
    return { written: true };
  },
  isContentProtected: () => ({ isContentProtected: windowRegistry.window?.isContentProtected() }),
  isWindowVisible: () => ({ isWindowVisible: windowRegistry.window?.isVisible() }),
  windowSize: async (size) => {
    await windowRegistry.window?.resize(size as { width: number; height: number });
    return { resized: true };
  },
  // Outside any promise, which would catch what an event without a listener throws.
  failUtilityProcesses: () => void setImmediate(failUtilityProcesses),
  'lock-screen': () => void powerMonitor.emit('lock-screen'),
  suspend: () => void powerMonitor.emit('suspend'),
  idleSeconds: (seconds) => {
    powerMonitor.idleSeconds = Number(seconds);
  },
  chosenFile: (file) => hostDialog.setFile(file as string | null),
};

async function handle(message: Message): Promise<void> {
  const [name = '', parameter] = typeof message === 'string' ? [message] : (Object.entries(message)[0] ?? []);
  const reply = await messages[name]?.(parameter);
  if (reply !== undefined) {
    process.send?.(reply);
  }
}

if (process.channel !== undefined) {
  process.on('disconnect', quit);
  process.on('message', (message) => void handle(message as Message));
  process.channel.unref();
}
