import type { CreateTableBuilder, Kysely, Transaction } from 'kysely';
import type { PlatformSchema } from './schema.ts';

/** A connection to the platform's database. */
export type PlatformDatabase = Kysely<PlatformSchema>;
/** A transaction in the platform's database. */
export type PlatformTransaction = Transaction<PlatformSchema>;

/** Tables whose primary key counts up by itself. */
type CountingTable = 'account' | 'systemRole' | 'authenticationKey';

type DataTypeExpression = Parameters<CreateTableBuilder<string>['addColumn']>[1];

/** How an engine declares the columns whose types are not named alike everywhere. */
export interface ColumnTypes {
  /** Identifiers and versions: whole numbers up to 2^53. */
  readonly integer: DataTypeExpression;
  readonly bytes: DataTypeExpression;
  /** Text that sorts by code point, the same on every engine whatever its locale. */
  readonly text: DataTypeExpression;
  /** How a primary key counts up by itself without ever giving a number twice. */
  readonly counting: 'autoincrement' | 'identity';
}

/** What differs between the databases that the platform can store in. Everything else is the same SQL by Kysely. */
export interface DatabaseEngine {
  readonly columnTypes: ColumnTypes;
  /**
   * Connects after verifying that what is there is one of the platform's databases or none yet; changes nothing else.
   * @throws PlatformStartError for a database of something else, a damaged one, or one that cannot be reached.
   */
  connect(): Promise<PlatformDatabase>;
  /** Creates a counting primary key go on behind a number, and never before the one it has come to. */
  continueCounting(transaction: PlatformTransaction, table: CountingTable, highest: number): Promise<void>;
  /** Returns whether an error means that the database is temporarily unavailable: a later try may succeed. */
  isUnavailable(error: unknown): boolean;
  /**
   * Returns whether an error means that the database can be read and takes no changes: one more reason to be
   * unavailable.
   */
  isReadOnly(error: unknown): boolean;
}
