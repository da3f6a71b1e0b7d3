import { fileURLToPath } from 'node:url';

/** Absolute path of the project's folder. Written so that an old Node gets as far as the message about its age. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
