import { ensureBuilt } from '../../scripts/build.mjs';

/** Builds before the first test, so that no worker builds while another one runs the application. */
export default function buildOnce(): void {
  ensureBuilt();
}
