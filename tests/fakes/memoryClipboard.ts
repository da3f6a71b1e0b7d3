import type { Clipboard } from '../../electron/ports.ts';

/** A clipboard in memory that remembers whether its text was marked as concealed. */
export class MemoryClipboard implements Clipboard {
  needsFocus = false;
  text = '';
  isConcealed = false;

  async writeText(text: string): Promise<void> {
    this.text = text;
    this.isConcealed = false;
  }

  async writeConcealed(text: string): Promise<void> {
    this.text = text;
    this.isConcealed = true;
  }

  async readText(): Promise<string> {
    return this.text;
  }

  async clear(): Promise<void> {
    this.text = '';
    this.isConcealed = false;
  }
}
