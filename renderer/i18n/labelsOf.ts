/** Returns the label of each name. */
export function labelsOf<Name extends string>(
  names: readonly Name[],
  label: (name: Name) => string,
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, label(name)])) as Record<Name, string>;
}
