import type { Frame } from 'playwright';

/** A frame as far as the host looks at it. */
export function fakeFrame(address: string, parent: Frame | null = null, isDetached = false): Frame {
  const frame = { url: () => address, parentFrame: () => parent, isDetached: () => isDetached };
  return frame as unknown as Frame;
}
