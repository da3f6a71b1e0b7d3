import { ensureBuilt } from '../../scripts/build.mjs';

/** Builds before the first test: a platform that a worker starts would otherwise do it below the application of another. */
export default function buildOnce(): void {
  ensureBuilt();
}
