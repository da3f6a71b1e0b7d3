/** A child process that communicates by messages; in the application an Electron utility process (`utilityChildProcess.ts`). */
export interface ChildProcess {
  /** Sends a message; has no effect once the process has exited. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /**
   * Calls `listener` once, however the process exited. `code` is for the log only, since it differs between systems: after a
   * signal it is `null` or the signal number, and 0 if the process was terminated on purpose.
   */
  onExit(listener: (code: number | null) => void): void;
  /** Terminates the process immediately. */
  kill(): void;
}

/** Starts a child process. */
export type StartChildProcess = () => ChildProcess;
