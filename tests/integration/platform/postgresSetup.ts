import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../harness/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server on which tests create databases; absent if they use SQLite. */
    postgresUrl?: string;
  }
}

/** Starts the private PostgreSQL server of all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
