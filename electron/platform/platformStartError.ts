/** Why the platform could not start, in one sentence for the person who started it. Holds neither secrets nor stacks. */
export class PlatformStartError extends Error {
  override readonly name = 'PlatformStartError';
}
