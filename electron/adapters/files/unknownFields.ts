/** Fields of a file that this version does not know. List entries are identified by their `id`. */
export interface UnknownFields {
  /** Unknown fields of this object. */
  readonly here: readonly (readonly [name: string, value: unknown])[];
  /** Unknown fields inside known fields or list entries. */
  readonly below: ReadonlyMap<string, UnknownFields>;
}

/**
 * Compares the contents of a file with what the schema has parsed from it.
 * @returns `null` if every field is known.
 */
export function unknownFieldsOf(found: unknown, parsed: unknown): UnknownFields | null {
  const [foundFields, knownFields] = [fieldsOf(found), fieldsOf(parsed)];
  if (foundFields === null || knownFields === null) {
    return null;
  }
  const here: [string, unknown][] = [];
  const below = new Map<string, UnknownFields>();
  for (const [name, value] of foundFields) {
    if (!knownFields.has(name)) {
      // List entries that the schema has dropped stay dropped.
      if (!Array.isArray(found)) {
        here.push([name, value]);
      }
      continue;
    }
    const inner = unknownFieldsOf(value, knownFields.get(name));
    if (inner !== null) {
      below.set(name, inner);
    }
  }
  return here.length + below.size === 0 ? null : { here, below };
}

/** Merges unknown fields back into a value. Those of removed objects are dropped. */
export function withUnknownFields(value: unknown, unknown: UnknownFields | null): unknown {
  if (unknown === null || typeof value !== 'object' || value === null) {
    return value;
  }
  const fill = (name: string, inner: unknown): unknown => withUnknownFields(inner, unknown.below.get(name) ?? null);
  if (Array.isArray(value)) {
    return value.map((entry: unknown) => fill(idOf(entry) ?? '', entry));
  }
  const filled = Object.entries(value).map(([name, inner]) => [name, fill(name, inner)] as const);
  return Object.fromEntries([...unknown.here, ...filled]);
}

/** The fields of an object by name, or the entries of a list by `id`. */
function fieldsOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    return new Map(
      value.flatMap((entry: unknown) => (idOf(entry) === null ? [] : [[idOf(entry) ?? '', entry] as const])),
    );
  }
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

function idOf(entry: unknown): string | null {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null;
  return typeof id === 'string' ? id : null;
}
