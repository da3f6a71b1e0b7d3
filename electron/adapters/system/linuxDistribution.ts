import { readFileSync } from 'node:fs';

/** How packages are installed, by the `ID` or an `ID_LIKE` of `os-release(5)`. ALT has apt-get, but no apt. */
const INSTALL_COMMANDS: Readonly<Record<string, string>> = {
  altlinux: 'apt-get install',
  debian: 'apt install',
  fedora: 'dnf install',
  rhel: 'dnf install',
  redos: 'dnf install',
  suse: 'zypper install',
  arch: 'pacman -S',
};

/**
 * The command with which root installs GNOME Keyring on a Linux distribution; `null` for one that is not known. The package
 * has the same name in all of them.
 * @param osRelease content of `/etc/os-release`.
 */
export function keyringInstallCommand(osRelease: string): string | null {
  const ids = ['ID', 'ID_LIKE'].flatMap((name) => {
    const [, value = ''] = new RegExp(`^${name}=(.*)$`, 'm').exec(osRelease) ?? [];
    return value.replaceAll(/["']/g, '').toLowerCase().split(/\s+/);
  });
  const command = ids.map((id) => INSTALL_COMMANDS[id]).find((found) => found !== undefined);
  return command === undefined ? null : `${command} gnome-keyring`;
}

/** The same for the distribution that this computer runs; `null` on other systems. */
export function localKeyringInstallCommand(): string | null {
  try {
    return keyringInstallCommand(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return null;
  }
}
