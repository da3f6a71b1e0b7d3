/** The variable of the environment by which a test asks for what a real system does now and then; names, by commas. */
const REQUESTS_VARIABLE = 'CHROMIUM_HOST';

/**
 * - `no-ready-to-show`: a hidden window is given no frame, as on Wayland, so the event never comes.
 * - `error-box-blocks`: an error box waits for a click that never comes, as on Windows and macOS.
 */
export type TestRequest = 'no-ready-to-show' | 'error-box-blocks';

/** Whether a test has asked for something. */
export function isAskedFor(request: TestRequest, environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment[REQUESTS_VARIABLE]?.split(',').includes(request) ?? false;
}
