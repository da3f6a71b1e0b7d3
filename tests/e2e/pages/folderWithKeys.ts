import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { listKeys } from './windowCalls.ts';

/** Creates a folder with files that contain tokens of a connection, an archive and a file that is left out. */
export async function folderWithKeys(page: Page, connectionId: string, parent: string): Promise<string> {
  const [first, second, third] = (await listKeys(page, { connectionId })).map(({ token }) => token);
  const folder = join(parent, 'projects');
  mkdirSync(join(folder, 'export', 'node_modules'), { recursive: true });
  writeFileSync(join(folder, 'export', '.env'), `API_ADDRESS=https://platform.example\nAPI_TOKEN=${first}\n`);
  writeFileSync(join(folder, 'export', 'export.py'), `import httpx\n\nTOKEN = "${first}"\n`);
  writeFileSync(join(folder, 'nginx.log'), `GET /api Credential=${second}&SignedHeaders\n`.repeat(30));
  writeFileSync(join(folder, 'Обмен.bsl'), `\tТокен = "${third}";\n`);
  writeFileSync(join(folder, 'backup.zip'), 'PK\x03\x04');
  return folder;
}
