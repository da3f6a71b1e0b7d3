import { createHash } from 'node:crypto';
import type { Sha256 } from '../../ports.ts';

/** SHA-256 through Node, as hexadecimal digits. */
export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');
