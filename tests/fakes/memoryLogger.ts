import type { Logger } from '../../electron/ports.ts';

/** A log in memory: its lines, and the values it was told to mask. */
export class MemoryLogger implements Logger {
  readonly lines: { readonly level: string; readonly message: string; readonly facts: unknown }[] = [];
  readonly redacted: string[] = [];

  info(message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'info', message, facts });
  }

  warn(message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'warn', message, facts });
  }

  error(message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'error', message, facts });
  }

  redact(secret: string): void {
    this.redacted.push(secret);
  }
}
