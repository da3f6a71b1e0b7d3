import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../harness/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server on which tests make their databases; absent where they are to use SQLite. */
    postgresUrl?: string;
  }
}

/** Starts the private PostgreSQL of the tests, once for all of them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
