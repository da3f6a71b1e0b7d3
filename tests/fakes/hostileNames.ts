/** Names that an installation could send, each a text that some program has taken for something else. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="window.hasRun = true">',
  '<script>window.hasRun = true</script>',
  '"><svg/onload=window.hasRun=true>',
  '<a href="javascript:window.hasRun=true">a link</a>',
  '{{constructor.constructor("window.hasRun=true")()}}',
  '__proto__',
  'constructor',
  'toString',
  '\u202egnp.exe',
  'line\r\nX-Evil: 1',
  "=cmd|'/c calc'!A1",
  '&lt;b&gt; &amp; $t(app.name) {{count}}',
  '\u0000\u0007\ufeff\u200b',
  'x'.repeat(10_000),
] as const;
