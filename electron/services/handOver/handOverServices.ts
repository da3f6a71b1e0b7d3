import type { ActionRecorder } from '../activity/actionRecorder.ts';
import type { Connections } from '../connections/connections.ts';
import type { Keys } from '../keys/keys.ts';
import type { KeyClipboard } from '../secrets/keyClipboard.ts';
import type { Ports } from '../servicePorts.ts';
import { HandOver } from './handOver.ts';
import { ProtectedFiles } from './protectedFiles.ts';
import { RecordedHandOver } from './recordedHandOver.ts';
import { RecordedProtectedFiles } from './recordedProtectedFiles.ts';
import { Snippets } from './snippets/snippets.ts';

/** What hands keys over to those who use them. */
export interface HandOverServices {
  readonly snippets: Snippets;
  /** Its actions that are recorded in the activity journal. */
  readonly recordedHandOver: RecordedHandOver;
  readonly protectedFiles: ProtectedFiles;
  readonly recordedProtectedFiles: RecordedProtectedFiles;
}

/** Dependencies of {@link createHandOver}. */
interface HandOverDependencies extends Pick<Ports, 'fileDialogs' | 'userFiles' | 'encryptFile' | 'logger'> {
  readonly connections: Connections;
  readonly keys: Keys;
  readonly keyClipboard: KeyClipboard;
  readonly recorder: ActionRecorder;
}

/** Creates the services with which keys are handed over. */
export function createHandOver({
  connections,
  recorder,
  ...dependencies
}: HandOverDependencies): HandOverServices & { readonly handOver: HandOver } {
  const options = { ...dependencies, connections: () => connections.list().connections };
  const snippets = new Snippets(options);
  const protectedFiles = new ProtectedFiles(options);
  return {
    handOver: new HandOver(options),
    snippets,
    recordedHandOver: new RecordedHandOver({ recorder, snippets }),
    protectedFiles,
    recordedProtectedFiles: new RecordedProtectedFiles(recorder, protectedFiles),
  };
}
