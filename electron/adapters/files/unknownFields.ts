/** What was found in a file besides what this version knows, by place: fields of objects, and of list entries by their `id`. */
export interface UnknownFields {
  /** Fields that this version does not know. */
  readonly here: readonly (readonly [name: string, value: unknown])[];
  /** What was found below the fields that it knows. */
  readonly below: ReadonlyMap<string, UnknownFields>;
}

/**
 * Compares what a file holds with what this version has made of it.
 * @returns `null` where it has understood all of it.
 */
export function unknownFieldsOf(found: unknown, understood: unknown): UnknownFields | null {
  const [foundFields, knownFields] = [fieldsOf(found), fieldsOf(understood)];
  if (foundFields === null || knownFields === null) {
    return null;
  }
  const here: [string, unknown][] = [];
  const below = new Map<string, UnknownFields>();
  for (const [name, value] of foundFields) {
    if (!knownFields.has(name)) {
      // An entry of a list is no field: what this version has left out of it stays out.
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

/** Gives a value with the unknown fields in their places. What is not there any more takes its unknown fields with it. */
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

/** The fields of an object, or the entries of a list that have an `id`, by it. */
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
