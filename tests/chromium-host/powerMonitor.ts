import { EventEmitter } from 'node:events';
import { commandLine } from './commandLine.ts';
import { restrictEvents, strict } from './strict.ts';

/**
 * The part of Electron's `powerMonitor` that KeyDesk uses; tests set its state. On Wayland Chromium gets no idle time and no
 * lock from most compositors.
 */
class HostPowerMonitor extends EventEmitter {
  private readonly isWayland: boolean;
  /** Seconds since the last input. */
  idleSeconds = 0;

  constructor(isWayland: boolean) {
    super();
    this.isWayland = isWayland;
    restrictEvents(this, 'powerMonitor', ['lock-screen', 'suspend', 'resume']);
  }

  getSystemIdleTime(): number {
    return this.isWayland ? 0 : this.idleSeconds;
  }

  getSystemIdleState(threshold: number): 'active' | 'idle' {
    return this.getSystemIdleTime() >= threshold ? 'idle' : 'active';
  }
}

/** Implements Electron's `powerMonitor`. */
export const powerMonitor = strict('powerMonitor', new HostPowerMonitor(commandLine.ozonePlatform === 'wayland'));
