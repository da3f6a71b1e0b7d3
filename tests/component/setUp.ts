import { afterEach } from 'vitest';
import '../../renderer/zodSetup.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { exposeMainBridge } from './mainBridge.ts';

exposeMainBridge();

afterEach(async () => {
  // Reads the window, which looks for the bridge at once.
  const { dropWindow } = await import('./openWindow.tsx');
  dropWindow();
});
