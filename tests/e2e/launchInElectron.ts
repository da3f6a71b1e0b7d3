import { once } from 'node:events';
import { _electron } from '@playwright/test';
import { displaySwitches } from '../../scripts/display.mjs';
import { sandboxSwitches } from '../../scripts/host.mjs';
import { findSandboxObstacle } from '../../scripts/linuxSandbox.mjs';
import { ROOT } from '../../scripts/project.mjs';
import { keepOutput, RECORDER, START_VARIABLE } from './evidence/recorder.ts';
import type { HostLaunch, RunningApp } from './runningApp.ts';

/**
 * Starts the compiled application in real Electron.
 * @param binary absolute path of its program.
 * @throws Error that names the remedy if its sandbox cannot start.
 */
export async function launchInElectron(
  binary: string,
  { application = ROOT, switches, environment, size, startFolder, recordsCalls }: HostLaunch,
): Promise<Omit<RunningApp, 'userDataFolder' | 'keepPage'>> {
  const obstacle = findSandboxObstacle(binary);
  if (obstacle !== null) {
    throw new Error(obstacle);
  }
  const app = await _electron.launch({
    executablePath: binary,
    args: [
      ...(recordsCalls ? ['-r', RECORDER] : []),
      // Electron takes the first argument without a dash for the application, and a link among the switches has none.
      application,
      ...sandboxSwitches(),
      ...displaySwitches(environment),
      ...switches,
    ],
    // Playwright turns the sandbox off otherwise.
    chromiumSandbox: process.getuid?.() !== 0,
    env: startFolder === null ? environment : { ...environment, [START_VARIABLE]: startFolder },
  });
  keepOutput(app.process(), startFolder);
  const page = await app.firstWindow();
  if (size !== null) {
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
  }
  return {
    host: 'electron',
    page,
    mainProcessId: app.process().pid ?? 0,
    readClipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    writeClipboard: (text) => app.evaluate(({ clipboard }, written) => clipboard.writeText(written), text),
    emitPowerEvent: (name) =>
      app.evaluate(({ powerMonitor }, event) => {
        powerMonitor.emit(event);
      }, name),
    setIdleSeconds: (seconds) =>
      app.evaluate(({ powerMonitor }, idle) => {
        powerMonitor.getSystemIdleTime = () => idle;
      }, seconds),
    isContentProtected: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isContentProtected() === true),
    chooseFile: (file) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' });
        dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
      }, file),
    close: () => app.close(),
    kill: async () => {
      const child = app.process();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
