/** The binary of keytar in a package; its folder has Node's names of system and processor. */
export const KEYTAR_BINARY = `node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`;

/**
 * One file of a package.
 * @typedef {object} PackagedFile
 * @property {string} path below the application's folder, with `/`.
 * @property {boolean} isUnpacked whether it is beside the archive.
 * @property {string | null} library `name@version` of the package of npm that contains it; `null` for the application.
 */

/** All files of the application that a package may contain. */
const OWN_FILES =
  /^(?:package\.json|out\/main\/(?:chunks\/)?[\w-]+\.js|out\/preload\/preload\.cjs|out\/renderer\/(?:(?:index|crashed|loadFailure)\.html|assets\/[\w-]+\.(?:js|css|woff2|svg|png)))$/;

/** What a package must not contain, by path, with the reason; the first match counts. */
const FORBIDDEN = /** @type {const} */ ([
  [/\.map$/, 'a source map'],
  [/(?:^|\/)chromium-host\//, 'a part of the Chromium host'],
  [/(?:^|\/)(?:tests?|__tests__|e2e)\/|\.(?:test|spec|e2e)\.\w+$/, 'a test'],
  [/\.[cm]?tsx?$/, 'a TypeScript source'],
  [/\.(?:cc|cpp|h|hpp|gyp|gypi)$/, 'a C++ source'],
  [/^out\/main\/platformCommand\.js$/, 'the platform command, which the application never runs'],
]);

/**
 * Checks the files of a package.
 * @param {readonly PackagedFile[]} files
 * @param {ReadonlySet<string>} libraries those that the application uses, as `name@version`.
 * @returns {string[]} one line for each violation.
 */
export function findViolations(files, libraries) {
  const named = files.flatMap((file) => {
    const reason = whyForbidden(file, libraries);
    return reason === null ? [] : [`${file.path}: ${reason}`];
  });
  return files.some(({ path }) => path === KEYTAR_BINARY) ? named : [...named, `${KEYTAR_BINARY}: missing`];
}

/**
 * @param {PackagedFile} file
 * @param {ReadonlySet<string>} libraries
 * @returns {string | null}
 */
function whyForbidden({ path, isUnpacked, library }, libraries) {
  const forbidden = FORBIDDEN.find(([pattern]) => pattern.test(path));
  if (forbidden !== undefined) {
    return forbidden[1];
  }
  if (library !== null && !libraries.has(library)) {
    return `part of ${library}, which is no production dependency`;
  }
  if (library === null && !OWN_FILES.test(path)) {
    return 'not a compiled part of the application';
  }
  if (path.endsWith('.node') && path !== KEYTAR_BINARY) {
    return 'native code of another system or library';
  }
  if (path.endsWith('.node') !== isUnpacked) {
    return isUnpacked ? 'unpacked unnecessarily' : 'native code that is not unpacked cannot be loaded';
  }
  return null;
}
