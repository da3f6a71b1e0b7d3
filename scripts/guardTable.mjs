/**
 * A guard that can be switched off, and the test that has to notice.
 * @typedef {object} Guard
 * @property {string} row the row of docs/security.md, with a word on which part of it.
 * @property {string} file path below the project.
 * @property {string} text as it stands in the file, exactly once.
 * @property {string} without what stands there with the guard switched off.
 * @property {string} project of vitest.
 * @property {string} test file that has to fail.
 * @property {string} only part of the titles of the tests that are run; empty for all of the file.
 */

const UNIT = 'unit';
const CONTRACT = 'contract';
const INTEGRATION = 'integration';
const PLATFORM = 'platform on SQLite';

/**
 * Every guard that is switched off.
 * @type {readonly Guard[]}
 */
export const GUARDS = [
  guard('A1 sandbox', 'electron/window.ts', 'sandbox: true,', 'sandbox: false,', UNIT, 'electron/window.test.ts'),
  guard('A1 developer tools', 'electron/window.ts', '!isPackaged,', 'true,', UNIT, 'electron/window.test.ts'),
  guard('A2 sandbox of all', 'electron/app.ts', 'app.enableSandbox();', '', UNIT, 'electron/app.test.ts'),
  guard(
    'A2 switches',
    'electron/app.ts',
    '? findRefusedSwitch(app.commandLine)',
    '? null',
    UNIT,
    'electron/app.test.ts',
  ),
  guard(
    'A3 privileges',
    'electron/protocol.ts',
    'supportFetchAPI: true }',
    'supportFetchAPI: true, bypassCSP: true }',
    UNIT,
    'electron/protocol.test.ts',
  ),
  guard(
    'A4 inside the folder',
    'electron/protocol.ts',
    'return isOutside ? null : await readFile(file);',
    'return await readFile(file);',
    UNIT,
    'electron/protocol.test.ts',
  ),
  guard(
    'A4 host',
    'electron/protocol.ts',
    'if (!isOwnPage(request.url)) {',
    'if (false) {',
    UNIT,
    'electron/protocol.test.ts',
  ),
  guard(
    'A4 NUL and backslash',
    'electron/protocol.ts',
    "path.includes('\\0') || path.includes('\\\\') ? null : path",
    'path',
    UNIT,
    'electron/protocol.test.ts',
  ),
  guard(
    'A5 trusted types',
    'electron/protocol.ts',
    '"require-trusted-types-for \'script\'",',
    '',
    UNIT,
    'electron/protocol.test.ts',
  ),
  guard(
    'A5 nonce',
    'electron/protocol.ts',
    "randomBytes(16).toString('base64')",
    "'always the same nonce....'",
    UNIT,
    'electron/protocol.test.ts',
  ),
  guard(
    'A7 redirects',
    'electron/security.ts',
    "contents.on('will-redirect', (event) => keepOwn(event, event.url));",
    '',
    UNIT,
    'electron/security.test.ts',
  ),
  guard('A7 host', 'electron/ownPage.ts', 'url.host === APP_HOST &&', '', UNIT, 'electron/security.test.ts'),
  guard('A7 windows', 'electron/security.ts', "action: 'deny'", "action: 'allow'", UNIT, 'electron/security.test.ts'),
  guard('A9 asked for', 'electron/security.ts', 'callback(false)', 'callback(true)', UNIT, 'electron/security.test.ts'),
  guard(
    'A9 looked up',
    'electron/security.ts',
    'setPermissionCheckHandler(() => false)',
    'setPermissionCheckHandler(() => true)',
    UNIT,
    'electron/security.test.ts',
  ),
  guard(
    'A10 sender',
    'electron/ipc/register.ts',
    'if (!isTrustedSender(event, isOwnContents)) {',
    'if (false) {',
    CONTRACT,
    'channels.test.ts',
  ),
  guard('A10 top frame', 'electron/ipc/trustedSender.ts', 'frame.parent === null &&', '', CONTRACT, 'channels.test.ts'),
  guard(
    'A11 size',
    'electron/ipc/register.ts',
    'if (!isSmallInput(raw)) {',
    'if (false) {',
    CONTRACT,
    'hostileInputs.test.ts',
    'refuses 5 million values',
  ),
  guard(
    'A11 output',
    'electron/ipc/register.ts',
    'contract[channel].output.parse(await handler(input.data))',
    'await handler(input.data)',
    CONTRACT,
    'channels.test.ts',
  ),
  guard(
    'A12 events',
    'electron/preload.ts',
    'if (!(EVENTS as readonly string[]).includes(event)) {',
    'if (false) {',
    UNIT,
    'electron/preload.test.ts',
  ),
  guard(
    'A13 foreign listener',
    'electron/adapters/electronSettingsStore.ts',
    "ipcMain.removeAllListeners('electron-store-get-data');",
    '',
    INTEGRATION,
    'adapters/settingsStore.slow.test.ts',
  ),
  guard(
    'A15 one instance',
    'electron/app.ts',
    'if (!app.requestSingleInstanceLock()) {',
    'if (false) {',
    UNIT,
    'electron/app.test.ts',
  ),
  guard(
    'A16 one reload',
    'electron/pageRecovery.ts',
    '} else if (wasReloaded) {',
    '} else if (false) {',
    UNIT,
    'electron/pageRecovery.test.ts',
  ),
  guard(
    'A16 defects',
    'electron/app.ts',
    'watchFailures({ process: options.process, logger, end: endAfterDefect });',
    '',
    UNIT,
    'electron/app.test.ts',
  ),
  guard(
    'A16 environment',
    'electron/environment.ts',
    'delete environment[name];',
    'void environment[name];',
    UNIT,
    'electron/environment.test.ts',
  ),
  guard(
    'B3 no listing',
    'electron/adapters/keychainWorker.ts',
    'keytar.getPassword(KEYCHAIN_SERVICE, request.account)',
    'keytar.findPassword(KEYCHAIN_SERVICE)',
    UNIT,
    'electron/sourceRules.test.ts',
  ),
  guard(
    'B4 proof of absence',
    'electron/adapters/keychainSecretStore.ts',
    "return check.done ? { state: 'absent' } : { state: 'unavailable', reason: check.reason };",
    "return { state: 'absent' };",
    UNIT,
    'adapters/keychainSecretStore.test.ts',
  ),
  guard(
    'B7 read back',
    'electron/adapters/keychainSecretStore.ts',
    "readBack.secret === secret ? { done: true } : { done: false, reason: 'failed' }",
    '{ done: true }',
    UNIT,
    'adapters/keychainSecretStore.test.ts',
  ),
  guard(
    'B12 masking',
    'electron/adapters/fileLogger.ts',
    'redaction.apply(line)',
    'line',
    UNIT,
    'adapters/redaction.test.ts',
  ),
  guard(
    'B13 lock',
    'electron/ipc/register.ts',
    'if (isLocked() && !isOpenWhileLocked(channel)) {',
    'if (false) {',
    CONTRACT,
    'lockGate.test.ts',
  ),
  guard(
    'C1 concealed',
    'electron/adapters/electronClipboard.ts',
    ', ...concealedFormats(process.platform)',
    '',
    UNIT,
    'adapters/electronClipboard.test.ts',
  ),
  guard(
    'C3 only ours',
    'electron/services/copiedSecret.ts',
    'if (!this.#isTextOf(held, before)) {',
    'if (false) {',
    UNIT,
    'services/keyClipboard.test.ts',
  ),
  guard(
    'D1 sweeping',
    'electron/adapters/electronSettingsStore.ts',
    'sweepTemporaryFiles(folder, TEMPORARY_FILE, now());',
    '',
    INTEGRATION,
    'adapters/settingsStore.slow.test.ts',
  ),
  guard(
    'D2 damaged file kept aside',
    'electron/adapters/versionedFile.ts',
    'writeWholeFile(join(folder, keptAs), bytes);',
    '',
    INTEGRATION,
    'faults/settingsDamaged.slow.test.ts',
  ),
  guard(
    'D2 backup from a loaded file only',
    'electron/adapters/versionedFile.ts',
    "if (reading.state === 'usable') {",
    'if (true) {',
    INTEGRATION,
    'faults/settingsDamaged.slow.test.ts',
  ),
  guard(
    'D3 newer file not written',
    'electron/adapters/electronSettingsStore.ts',
    'if (opened.problem !== null && existsSync(file)) {',
    'if (false) {',
    INTEGRATION,
    'faults/settingsDamaged.slow.test.ts',
  ),
  guard(
    'D8 no item without its name',
    'electron/services/services.ts',
    'settings.storageProblem === null || !needsName(settings.current, id)',
    'true',
    UNIT,
    'services/storageProblem.test.ts',
  ),
  guard('E3 redirects', 'electron/adapters/httpPost.ts', "redirect: 'manual',", '', UNIT, 'adapters/httpPost.test.ts'),
  guard(
    'G2 Host',
    'electron/platform/http/guardOrigin.ts',
    '} else if (!own.hosts.includes(host.toLowerCase())) {',
    '} else if (false) {',
    PLATFORM,
    'platform/requests.slow.test.ts',
    'a foreign host',
  ),
  guard(
    'G5 age of a signature',
    'electron/platform/authentication/hmacAuthentication.ts',
    'Math.abs(date - now) > MAXIMUM_CLOCK_SKEW_MS',
    'false',
    PLATFORM,
    'platform/hmac.slow.test.ts',
    'the date may be 15 minutes off',
  ),
  guard(
    'G5 strict dates',
    'shared/hmac/imfFixdate.ts',
    ' || new Date(epochMilliseconds).toUTCString() !== text',
    '',
    UNIT,
    'shared/hmac/imfFixdate.test.ts',
  ),
  guard(
    'G6 repeated writes',
    'electron/platform/http/writeRunner.ts',
    'if (earlier !== null) {',
    'if (false) {',
    PLATFORM,
    'platform/repeatedWrites.slow.test.ts',
    'is done once, and its repeat gets the same answer',
  ),
];

/**
 * @param {string} row
 * @param {string} file
 * @param {string} text
 * @param {string} without
 * @param {string} project
 * @param {string} test below the folder of the project's tests.
 * @param {string} [only]
 * @returns {Guard}
 */
function guard(row, file, text, without, project, test, only = '') {
  const folder = project === PLATFORM ? INTEGRATION : project;
  return { row, file, text, without, project, test: `tests/${folder}/${test}`, only };
}
