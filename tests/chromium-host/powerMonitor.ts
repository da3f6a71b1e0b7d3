import { EventEmitter } from 'node:events';
import { commandLine } from './commandLine.ts';
import { restrictEvents, strict } from './strict.ts';

/**
 * The part of Electron's `powerMonitor` that KeyDesk uses. What is so is said by the process that started this one. On
 * Wayland Chromium knows nothing of it on most compositors: nobody is ever away there, and no screen is locked.
 */
class HostPowerMonitor extends EventEmitter {
  private readonly isWayland: boolean;
  /** Seconds for which keyboard and mouse are said not to have been used. */
  idleSeconds = 0;

  /** Whether the screen is said to be locked. */
  isScreenLocked = false;

  constructor(isWayland: boolean) {
    super();
    this.isWayland = isWayland;
    restrictEvents(this, 'powerMonitor', ['lock-screen', 'suspend', 'resume']);
  }

  getSystemIdleTime(): number {
    return this.isWayland ? 0 : this.idleSeconds;
  }

  getSystemIdleState(threshold: number): 'active' | 'idle' | 'locked' {
    if (this.isScreenLocked && !this.isWayland) {
      return 'locked';
    }
    return this.getSystemIdleTime() >= threshold ? 'idle' : 'active';
  }
}

/** Stands for Electron's `powerMonitor`. */
export const powerMonitor = strict('powerMonitor', new HostPowerMonitor(commandLine.ozonePlatform === 'wayland'));
