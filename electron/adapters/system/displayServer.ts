/**
 * The display server that Chromium uses on Linux.
 * @param ozonePlatform value of the command-line switch, which Electron itself sets on Linux; with any value other than `x11`
 *   and `wayland`, the session type decides.
 */
export function displayServer(ozonePlatform: string, sessionType: string | undefined): 'x11' | 'wayland' {
  const named = ['x11', 'wayland'].includes(ozonePlatform) ? ozonePlatform : sessionType;
  return named === 'wayland' ? 'wayland' : 'x11';
}

/** Whether the desktop session is a Wayland session, even if Chromium itself uses X11. */
export function isWaylandSession(
  platform: NodeJS.Platform,
  ozonePlatform: string,
  sessionType: string | undefined,
): boolean {
  return platform === 'linux' && (ozonePlatform === 'wayland' || sessionType === 'wayland');
}
