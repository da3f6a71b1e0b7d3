import type { FileDialogs, UserFiles } from '../../ports.ts';

/** Suggested name of the file: the one that Gitleaks looks for in a repository. */
const FILE_NAME = '.gitleaks.toml';

/**
 * Rules for Gitleaks 8.21 or newer (and programs that read its format) for the tokens, secret keys and signed requests of
 * the platform. The regular expressions are in the syntax of RE2. Values of the documentation's worked example are no leak,
 * and neither are placeholders, which none of the expressions matches.
 */
export const SCANNER_RULES = `# Written by KeyDesk: rules for Gitleaks 8.21 or newer.
# Check a folder: gitleaks dir --config .gitleaks.toml FOLDER
title = "Authentication keys of the platform"

[extend]
useDefault = true

[[rules]]
id = "platform-secret-key"
description = "Secret key of the platform: whoever has it can sign requests. Create a new key, then disable this one."
regex = '''(?:^|[^A-Za-z0-9+/_-])([A-Za-z0-9+/_-]{85}[AQgw](?:==|%3[Dd]%3[Dd]|\\\\u003[Dd]\\\\u003[Dd])?)(?:[^A-Za-z0-9+/_=-]|$)'''
secretGroup = 1
entropy = 4.5
tags = ["platform", "secret-key"]

[[rules.allowlists]]
description = "Secret key of the documentation's worked example"
regexes = ['''^AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka''']

[[rules]]
id = "platform-signed-request"
description = "Signed request of the platform: its token names the key"
regex = '''(?i)hmac-sha256\\s+credential=["']?([0-9a-f]{32})'''
secretGroup = 1
keywords = ["hmac-sha256"]
tags = ["platform", "token"]

[[rules.allowlists]]
description = "Token of the documentation's worked example"
regexes = ['''^3f0c9a51d7e84b26a1c5e80f92d4b763$''']

[[rules]]
id = "platform-token"
description = "Token of a key of the platform. Not a secret, but its secret key may be near"
regex = '''(?i)(?:token|credential|токен)["'\`\\]]?\\s{0,5}(?:=>|:=|[:=,])\\s{0,5}["'\`]?([0-9a-f]{32})(?:[^0-9a-z]|$)'''
secretGroup = 1
entropy = 3
keywords = ["token", "credential", "токен"]
tags = ["platform", "token"]

[[rules.allowlists]]
description = "Token of the documentation's worked example"
regexes = ['''^3f0c9a51d7e84b26a1c5e80f92d4b763$''']
`;

/** Dependencies of {@link saveScannerRules}. */
export interface ScannerRulesOptions {
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
}

/**
 * Saves {@link SCANNER_RULES} to a file that the user chooses.
 * @returns `null` if cancelled.
 * @throws AppError `FILE_NOT_SAVED`.
 */
export async function saveScannerRules(
  { fileDialogs, userFiles }: ScannerRulesOptions,
  fileKind: string,
): Promise<{ readonly fileName: string; readonly folderName: string } | null> {
  const file = await fileDialogs.chooseSaveFile({
    suggestedName: FILE_NAME,
    filter: { name: fileKind, extensions: ['toml'] },
  });
  if (file === null) {
    return null;
  }
  await userFiles.write(file, SCANNER_RULES);
  return { fileName: userFiles.nameOf(file), folderName: userFiles.folderNameOf(file) };
}
