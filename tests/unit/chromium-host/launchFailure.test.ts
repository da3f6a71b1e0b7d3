import { expect, it } from 'vitest';
import { causeOf } from '../../chromium-host/launchFailure.ts';

const FIRST = 'browserType.launchPersistentContext: Target page, context or browser has been closed';
const LOGGED = (text: string) =>
  `${FIRST}\nBrowser logs:\nCall log:\n\u001b[2m  - [pid=7][err] [7:7:1127/060558.956985:ERROR:ui/x.cc:257] ${text}\u001b[22m\n`;

it.each([
  ['a dead display', LOGGED('Missing X server or $DISPLAY'), /no display at DISPLAY.*--headless/],
  ['no sandbox', LOGGED('No usable sandbox!'), /chromium-sandbox/],
  ['something else that was logged', LOGGED('Profile is in use'), /has been closed \(Profile is in use\)$/],
  ['nothing that was logged', `${FIRST}\nCall log:\n`, /has been closed$/],
])('fault 59: Chromium that does not start says why: %s', (_name, message, cause) => {
  expect(causeOf(message)).toMatch(cause);
});
