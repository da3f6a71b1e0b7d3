/**
 * Which display server Chromium uses on Linux.
 * @param ozonePlatform the value of its switch, which Electron itself sets on Linux; one that names neither leaves it to
 *   the type of the session.
 */
export function displayServer(ozonePlatform: string, sessionType: string | undefined): 'x11' | 'wayland' {
  const named = ['x11', 'wayland'].includes(ozonePlatform) ? ozonePlatform : sessionType;
  return named === 'wayland' ? 'wayland' : 'x11';
}

/** Whether the programs around are those of a Wayland session, also when Chromium itself uses X11 there. */
export function isWaylandSession(
  platform: NodeJS.Platform,
  ozonePlatform: string,
  sessionType: string | undefined,
): boolean {
  return platform === 'linux' && (ozonePlatform === 'wayland' || sessionType === 'wayland');
}
