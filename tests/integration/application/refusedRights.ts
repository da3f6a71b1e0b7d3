/** Preloaded into the application (`--import`): its file system refuses to change rights. */
import { RIGHTS, refuse } from '../../harness/refusingFileSystem.ts';

refuse('EPERM', RIGHTS);
