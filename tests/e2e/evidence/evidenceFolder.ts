import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Variable with the folder that keeps what the starts of one run leave behind, until all of it is searched for secrets:
 * `data-*` are their data folders, `start-*` hold what `startEvidence.ts` writes, `secrets.jsonl` the secrets to search.
 * playwright.config.ts sets it for the run and its workers.
 */
export const EVIDENCE_VARIABLE = 'KEYDESK_TEST_EVIDENCE';

let ownFolder: string | null = null;

/** The folder of this run; outside Playwright's runner one that is removed when this process ends. */
export function evidenceFolder(): string {
  const folder = process.env[EVIDENCE_VARIABLE] ?? ownFolder ?? createOwnFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Makes an empty folder for one start. */
export function createEvidenceFolder(kind: 'data' | 'start'): string {
  return mkdtempSync(join(evidenceFolder(), `${kind}-`));
}

function createOwnFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-evidence-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  ownFolder = folder;
  return folder;
}
