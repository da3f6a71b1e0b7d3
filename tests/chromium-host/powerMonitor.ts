import { EventEmitter } from 'node:events';
import { restrictEvents, strict } from './strict.ts';

/** The part of Electron's `powerMonitor` that KeyDesk uses. What is so is said by the process that started this one. */
export class HostPowerMonitor extends EventEmitter {
  /** Seconds for which keyboard and mouse are said not to have been used. */
  idleSeconds = 0;

  constructor() {
    super();
    restrictEvents(this, 'powerMonitor', ['lock-screen', 'suspend', 'resume']);
  }

  getSystemIdleTime(): number {
    return this.idleSeconds;
  }

  /** The screen of a machine without a display is never locked. */
  getSystemIdleState(threshold: number): 'active' | 'idle' {
    return this.idleSeconds >= threshold ? 'idle' : 'active';
  }
}

/** Stands for Electron's `powerMonitor`. */
export const powerMonitor = strict('powerMonitor', new HostPowerMonitor());
