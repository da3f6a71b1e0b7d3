/**
 * Fixes of vulnerabilities that the vendor has published, newest first. This file is the only one to change when there are new
 * ones, or when a build number becomes known.
 */
export const PUBLISHED_FIXES: readonly PublishedFix[] = [
  {
    publishedOn: '2025-12-31',
    // Article 5158 names 5.0 of that day and new builds of 3.5 and 4.2; article 5433 names 6.0 of that day. Neither names builds.
    sources: ['kb.comindware.ru/article.php?id=5158', 'kb.comindware.ru/article.php?id=5433'],
    fixedReleases: [
      { line: '3.5', firstBuild: null },
      { line: '4.2', firstBuild: null },
      { line: '5.0', firstBuild: null },
      { line: '6.0', firstBuild: null },
    ],
    maintainedSince: '5.0',
  },
];

/** A fix of vulnerabilities. */
export interface PublishedFix {
  /** Day of the releases with the fix, `YYYY-MM-DD`. */
  readonly publishedOn: string;
  /** Where the vendor has published it; addresses without the scheme. */
  readonly sources: readonly string[];
  /** Releases with the fix, oldest first: `line` is major and minor version; `firstBuild` is `null` if it was not published. */
  readonly fixedReleases: readonly { readonly line: string; readonly firstBuild: number | null }[];
  /** The oldest line that the vendor maintains. Older lines have the fix only if they are listed. */
  readonly maintainedSince: string;
}

/** Versions of the product: `5.0.13334.0`, also without the last parts. */
const VERSION = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,9}))?(?:\.\d{1,9})?$/;

/**
 * Returns the newest fix that a version certainly does not have; `null` if there is none, or if nobody can tell: the version is
 * of another form, or the build with the fix is unknown.
 * @param version as the installation reports it.
 */
export function missingFix(version: string, fixes = PUBLISHED_FIXES): PublishedFix | null {
  const [, major, minor, build] = VERSION.exec(version.trim()) ?? [];
  if (major === undefined || minor === undefined) {
    return null;
  }
  return fixes.find((fix) => lacks(fix, `${Number(major)}.${Number(minor)}`, build)) ?? null;
}

function lacks({ fixedReleases, maintainedSince }: PublishedFix, line: string, build: string | undefined): boolean {
  const release = fixedReleases.find((one) => one.line === line);
  if (release === undefined) {
    return isOlder(line, maintainedSince);
  }
  return release.firstBuild !== null && build !== undefined && Number(build) < release.firstBuild;
}

function isOlder(line: string, other: string): boolean {
  const [major = 0, minor = 0] = line.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major === otherMajor ? minor < otherMinor : major < otherMajor;
}
