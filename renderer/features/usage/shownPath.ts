/** Control characters, which may be in names of files, and marks that turn the direction of text. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Returns a path as it can be shown: each character in it that is not visible becomes `�`. */
export function shownPath(path: string): string {
  return path.replace(INVISIBLE, '�');
}

/** Returns the name of a file and its folder below the searched one, which is empty for a file directly in it. */
export function splitPath(path: string): { readonly name: string; readonly folder: string } {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return { name: path.slice(end + 1), folder: path.slice(0, Math.max(end, 0)) };
}
