/** Returns a value as a literal of a language: quoted, with everything escaped that has a meaning there. */
export type Literal = (text: string) => string;

/** String literal in double quotes of C#, Java, Python and JSON, which share these escapes. */
export const doubleQuoted: Literal = (text) => JSON.stringify(text);

/** JavaScript. */
export const javaScript: Literal = (text) => {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
};

/** Go: as it is between backticks if that is easier to read. A carriage return would be dropped there. */
export const go: Literal = (text) =>
  /["\\]/.test(text) && !/[`\p{Cc}\uFEFF]/u.test(text) ? `\`${text}\`` : JSON.stringify(text);

/** PHP. */
export const php: Literal = (text) => {
  if (!/\p{Cc}/u.test(text)) {
    return `'${text.replace(/['\\]/g, '\\$&')}'`;
  }
  return `"${withControls(text.replace(/["\\$]/g, '\\$&'), (code) => `\\x${code}`)}"`;
};

/** Bash. */
export const bash: Literal = (text) => {
  if (!/\p{Cc}/u.test(text)) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
  }
  return `$'${withControls(text.replace(/['\\]/g, '\\$&'), (code) => `\\x${code}`)}'`;
};

/** PowerShell, which takes typographic quotation marks for straight ones. */
export const powerShell: Literal = (text) => {
  if (!/\p{Cc}/u.test(text)) {
    return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
  }
  const escaped = text.replace(/["“”„`$]/g, '`$&');
  return `"${escaped.replaceAll('\r', '`r').replaceAll('\n', '`n').replaceAll('\t', '`t').replaceAll('\0', '`0')}"`;
};

/** 1C:Enterprise, whose literals have no escapes. */
export const oneC: Literal = (text) => {
  const names: Readonly<Record<string, string>> = { '\r': 'Символы.ВК', '\n': 'Символы.ПС', '\t': 'Символы.Таб' };
  const pieces = text.split(/([\r\n\t])/).filter((piece) => piece !== '');
  const terms = pieces.map((piece) => names[piece] ?? `"${piece.replaceAll('"', '""')}"`);
  return terms.length === 0 ? '""' : terms.join(' + ');
};

/**
 * Value in a `.env` file. Programs that read such files differ in what quotation marks and escapes mean, so that most
 * values have none. The only one that can contain other characters is the address, where `'` may be written as `%27`.
 */
export const env: Literal = (text) => (/^[\w./:=+@,~%[\]-]*$/.test(text) ? text : `'${text.replaceAll("'", '%27')}'`);

/** A value as it is. */
export const plain: Literal = (text) => text;

/** Writes control characters of a quoted text as escapes. @param hexadecimal writes one by its two digits. */
function withControls(text: string, hexadecimal: (code: string) => string): string {
  const names: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '\t': '\\t' };
  return text.replace(
    /\p{Cc}/gu,
    (control) => names[control] ?? hexadecimal(control.charCodeAt(0).toString(16).padStart(2, '0')),
  );
}
