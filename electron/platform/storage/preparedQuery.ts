import type { Compilable, CompiledQuery } from 'kysely';
import type { PlatformDatabase } from './databaseEngine.ts';

/** A query with one parameter that is compiled once: compiling costs many times as much as executing. */
export class PreparedQuery<Row> {
  readonly #database: PlatformDatabase;
  readonly #compiled: CompiledQuery<Row>;

  /** @param query with one parameter, whose value is ignored here. */
  constructor(database: PlatformDatabase, query: Compilable<Row>) {
    this.#database = database;
    this.#compiled = query.compile();
    if (this.#compiled.parameters.length !== 1) {
      throw new RangeError('A prepared query has exactly one parameter.');
    }
  }

  /** Returns the first row for a value of the parameter, or `null`. */
  async findFirst(parameter: string | number): Promise<Row | null> {
    const { rows } = await this.#database.executeQuery<Row>({ ...this.#compiled, parameters: [parameter] });
    return rows[0] ?? null;
  }
}
