let isOn = false;

/** From now on no process that Electron would start lives: neither the network service nor a utility process. */
export function noteSandboxOfRoot(): void {
  isOn = true;
}

/** Whether the application runs as root and has the sandbox on all the same. */
export function isSandboxOfRoot(): boolean {
  return isOn;
}
