import type { Logger } from '../../electron/ports.ts';

/** A log in memory: its lines, and the values to mask. */
export class MemoryLogger implements Logger {
  readonly lines: { readonly level: string; readonly message: string; readonly facts: unknown }[] = [];
  readonly redacted: string[] = [];

  readonly info = this.#recorder('info');
  readonly warn = this.#recorder('warn');
  readonly error = this.#recorder('error');

  redact(secret: string): void {
    this.redacted.push(secret);
  }

  #recorder(level: string): Logger['info'] {
    return (message, facts) => void this.lines.push({ level, message, facts });
  }
}
