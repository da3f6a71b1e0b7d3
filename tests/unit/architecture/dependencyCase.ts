/** A file, what the dependency rules let it import and what they have to refuse. */
export interface DependencyCase {
  /** Path in the project. Most of these files do not exist: the rules go by place. */
  readonly file: string;
  /** Specifiers; `electron#clipboard` stands for one name of a module. */
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
}
