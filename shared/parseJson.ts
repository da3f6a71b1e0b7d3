/** Reads JSON; `undefined` for a text that is none, which no JSON text gives. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
