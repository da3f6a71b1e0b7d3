import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * The value of every fuse of Electron in a package, and why. Source: https://www.electronjs.org/docs/latest/tutorial/fuses
 * @type {Readonly<Record<keyof typeof FuseV1Options, boolean>>}
 */
export const FUSES = {
  // The program is no Node for others: ELECTRON_RUN_AS_NODE would run any script under our name and signature.
  RunAsNode: false,
  EnableCookieEncryption: true,
  // NODE_OPTIONS and NODE_EXTRA_CA_CERTS would load code and trust certificates.
  EnableNodeOptionsEnvironmentVariable: false,
  // --inspect and SIGUSR1 would open a debugger that reads every secret.
  EnableNodeCliInspectArguments: false,
  // Effective on macOS and Windows; Linux has no place for the digest.
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  // The window is served from app://, so file: needs no privileges.
  GrantFileProtocolExtraPrivileges: false,
  // Chromium's own default: faults of WebAssembly are caught by signal handlers instead of checks in its code.
  WasmTrapHandlers: true,
};

const NAMES = /** @type {(keyof typeof FUSES)[]} */ (Object.keys(FUSES));

/**
 * Sets every fuse of an Electron program in place.
 * @param {string} program path of the executable, or of the `.app` on macOS.
 * @returns {Promise<void>}
 * @throws {Error} when the program has a fuse that is not decided here, or none at all.
 */
export async function setFuses(program) {
  const values = Object.fromEntries(NAMES.map((name) => [FuseV1Options[name], FUSES[name]]));
  const config = {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // macOS runs nothing whose seal is broken: this makes a new one without a name, until a signing replaces it.
    resetAdHocDarwinSignature: true,
    ...values,
  };
  await flipFuses(program, /** @type {import('@electron/fuses').FuseConfig} */ (config));
}

/**
 * Reads the fuses of an Electron program and compares them with what they have to be.
 * @param {string} program path of the executable, or of the `.app` on macOS.
 * @returns {Promise<{ name: string, found: string, isRight: boolean }[]>} `found` is `on`, `off`, or what else it is;
 *   a fuse of the program that is not decided here is listed by its number and is not right.
 * @throws {Error} when the program has no fuses.
 */
export async function readFuses(program) {
  const { version: _version, ...wire } = await getCurrentFuseWire(program);
  const states = /** @type {Record<string, FuseState>} */ (wire);
  const known = NAMES.map((name) => {
    const state = states[FuseV1Options[name]];
    return { name, found: describe(state), isRight: state === (FUSES[name] ? FuseState.ENABLE : FuseState.DISABLE) };
  });
  const unknown = Object.keys(states).filter((number) => FuseV1Options[Number(number)] === undefined);
  return [
    ...known,
    ...unknown.map((number) => ({ name: `fuse ${number}`, found: describe(states[number]), isRight: false })),
  ];
}

/**
 * @param {FuseState | undefined} state
 * @returns {string}
 */
function describe(state) {
  switch (state) {
    case FuseState.ENABLE:
      return 'on';
    case FuseState.DISABLE:
      return 'off';
    case FuseState.REMOVED:
      return 'removed';
    case undefined:
      return 'missing';
    default:
      return 'unknown';
  }
}
