/** The process that searches a folder: reading gigabytes must not hold up the main process, and can be ended at any time. */
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { FolderScanResult, FolderSearch, SecretDigest } from '../../ports.ts';
import { scanFolder } from './scanFolder.ts';
import { type ScanResponse, scanRequestSchema } from './scanProtocol.ts';

const parent = process.parentPort;
const tokens: string[] = [];
const secrets: SecretDigest[] = [];
let isStopped = false;

parent.on('message', ({ data }) => {
  const request = scanRequestSchema.parse(data);
  switch (request.type) {
    case 'keys':
      tokens.push(...request.tokens);
      secrets.push(...request.secrets);
      break;
    case 'search':
      void respond({ ...request, tokens, secrets });
      break;
    case 'stop':
      isStopped = true;
  }
});

async function respond(search: FolderSearch): Promise<void> {
  const post = (response: ScanResponse): void => parent.postMessage(response);
  let result: FolderScanResult;
  try {
    result = await scanFolder(search, {
      onProgress: (progress) => post({ type: 'progress', progress }),
      isStopped: () => isStopped,
    });
  } catch (error) {
    post({ type: 'failed', code: systemCodeOf(error) ?? null });
    return;
  }
  post({
    type: 'result',
    result: {
      ...result,
      places: [...result.places],
      gaps: result.gaps.map((gap) => ({ ...gap, named: [...gap.named] })),
    },
  });
}
