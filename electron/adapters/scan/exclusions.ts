/**
 * Returns a test whether a file or folder is left out; see `exclusionsSchema` for the patterns.
 * @returns a function of the path below the chosen folder, with `/` between the names.
 */
export function exclusionTest(patterns: readonly string[]): (path: string) => boolean {
  const sources = patterns.map((pattern) => pattern.trim().replaceAll('\\', '/')).filter((pattern) => pattern !== '');
  if (sources.length === 0) {
    return () => false;
  }
  const tests = new RegExp(sources.map(sourceOf).join('|'), 'isu');
  return (path) => tests.test(path);
}

function sourceOf(pattern: string): string {
  const trimmed = pattern.replace(/^\.?\/|\/$/g, '');
  const isPath = pattern.startsWith('/') || trimmed.includes('/');
  return `${isPath ? '^' : '(?:^|/)'}${trimmed.replace(PART, partSource)}$`;
}

/** One wildcard, or one character. */
const PART = /\*\*\/|\*+|\?|[\s\S]/gu;

/** Characters with a meaning in regular expressions. */
const SYNTAX = /[\\^$.*+?()[\]{}|]/u;

function partSource(part: string): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    default:
      return part.startsWith('**') ? '.*' : part.replace(SYNTAX, '\\$&');
  }
}
