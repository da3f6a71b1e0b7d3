import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * The value of every Electron fuse in a package, with the reason. Source: https://www.electronjs.org/docs/latest/tutorial/fuses
 * @type {Readonly<Record<keyof typeof FuseV1Options, boolean>>}
 */
export const FUSES = {
  // ELECTRON_RUN_AS_NODE would run any script with the name and signature of KeyDesk.
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
  // Chromium's default: WebAssembly faults are caught by signal handlers instead of checks in the code.
  WasmTrapHandlers: true,
};

/** @type {Readonly<Record<number, string>>} */
const STATES = { 0: 'missing', [FuseState.ENABLE]: 'on', [FuseState.DISABLE]: 'off', [FuseState.REMOVED]: 'removed' };

const NAMES = /** @type {(keyof typeof FUSES)[]} */ (Object.keys(FUSES));

/**
 * Sets every fuse of an Electron program in place.
 * @param {string} program path of the executable, or of the `.app` on macOS.
 * @returns {Promise<void>}
 * @throws {Error} if the program has a fuse that is missing in {@link FUSES}, or no fuses.
 */
export async function setFuses(program) {
  const values = Object.fromEntries(NAMES.map((name) => [FuseV1Options[name], FUSES[name]]));
  // macOS requires a valid signature: an ad-hoc one, until the package is signed.
  const options = { strictlyRequireAllFuses: true, resetAdHocDarwinSignature: true };
  const config = { version: FuseVersion.V1, ...options, ...values };
  await flipFuses(program, /** @type {import('@electron/fuses').FuseConfig} */ (config));
}

/**
 * Reads the fuses of an Electron program and compares them with {@link FUSES}.
 * @param {string} program path of the executable, or of the `.app` on macOS.
 * @returns {Promise<{ name: string, found: string, isRight: boolean }[]>} a fuse that is missing in {@link FUSES} is named by
 *   its number and is not right.
 * @throws {Error} if the program has no fuses.
 */
export async function readFuses(program) {
  const { version: _version, ...wire } = await getCurrentFuseWire(program);
  const states = new Map(Object.entries(wire).map(([number, state]) => [Number(number), state]));
  const numbers = new Set([...NAMES.map((name) => FuseV1Options[name]), ...states.keys()]);
  return [...numbers].map((number) => {
    const name = FuseV1Options[number] ?? `fuse ${number}`;
    const isOn = /** @type {Readonly<Record<string, boolean>>} */ (FUSES)[name];
    const state = Number(states.get(number) ?? 0);
    const isRight = isOn !== undefined && state === (isOn ? FuseState.ENABLE : FuseState.DISABLE);
    return { name, found: STATES[state] ?? 'unknown', isRight };
  });
}
