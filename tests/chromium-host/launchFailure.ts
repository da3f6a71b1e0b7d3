/** Why Chromium did not start, according to its log, which follows Playwright's message. */
export function causeOf(message: string): string {
  if (/No usable sandbox/.test(message)) {
    return 'its sandbox is not installed. On Debian: sudo apt-get install -y chromium-sandbox';
  }
  if (/Missing X server or \$DISPLAY/.test(message)) {
    return 'there is no display at DISPLAY. To start without one: npm start -- --headless';
  }
  const [first = ''] = message.split('\n', 1);
  const logged = /:(?:ERROR|FATAL):[^\]]*\] (\P{Control}+)/u.exec(message)?.[1];
  return logged === undefined ? first : `${first} (${logged})`;
}
