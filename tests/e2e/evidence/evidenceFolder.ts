import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Variable with the folder that stores what the starts of a run write, until it is searched for secrets: `data-*` are their
 * data folders, `start-*` contain what `startEvidence.ts` writes, `secrets.jsonl` contains the secrets to search for.
 * Set by playwright.config.ts for the run and its workers.
 */
export const EVIDENCE_VARIABLE = 'KEYDESK_TEST_EVIDENCE';

let ownFolder: string | null = null;

/** The folder of this run; outside Playwright's runner it is removed when this process exits. */
export function evidenceFolder(): string {
  const folder = process.env[EVIDENCE_VARIABLE] ?? ownFolder ?? createOwnFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Creates an empty folder for one start. */
export function createEvidenceFolder(kind: 'data' | 'start'): string {
  return mkdtempSync(join(evidenceFolder(), `${kind}-`));
}

function createOwnFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-evidence-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  ownFolder = folder;
  return folder;
}
