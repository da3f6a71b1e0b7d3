/**
 * A child process that talks in messages. In the application it is one of Electron's utility processes
 * (`utilityChildProcess.ts`); the adapters that need one depend on this shape only.
 */
export interface ChildProcess {
  /** Sends a message; nothing happens when the process has already ended. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /**
   * Called once, however the process ended. `code` is for the log only, as it differs between systems and hosts: after a
   * signal it is `null` or the number of the signal, and 0 where the process was to end.
   */
  onExit(listener: (code: number | null) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

/** Starts a child process. */
export type StartChildProcess = () => ChildProcess;
