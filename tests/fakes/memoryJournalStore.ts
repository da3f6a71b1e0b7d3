import type { JournalStore } from '../../electron/ports.ts';

/** Activity journals in memory. Set `problem` and reading or writing fails as on a bad disk. */
export class MemoryJournalStore implements JournalStore {
  readonly journals = new Map<string, string>();
  problem: 'read' | 'write' | null = null;

  /** What was noted down of the one run that goes on. */
  noteOfRun(): string {
    const [name = ''] = [...this.journals.keys()].filter((one) => one.startsWith('run-'));
    return this.journals.get(name) ?? '';
  }

  async list(): Promise<readonly string[]> {
    return [...this.journals.keys()];
  }

  async read(name: string): Promise<string> {
    if (this.problem === 'read') {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    }
    return this.journals.get(name) ?? '';
  }

  async remove(name: string): Promise<void> {
    this.journals.delete(name);
  }

  async append(name: string, lines: string): Promise<void> {
    if (this.problem === 'write') {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    }
    const before = this.journals.get(name) ?? '';
    this.journals.set(name, before === '' || before.endsWith('\n') ? before + lines : `${before}\n${lines}`);
  }
}
