import type { Page } from '@playwright/test';

declare global {
  interface Window {
    policyViolations: string[];
  }
}

/**
 * Reloads a page and records violations of its content security policy from its first script on.
 * @returns gives the directive and the blocked address of each violation so far.
 */
export async function watchPolicy(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    window.policyViolations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.policyViolations.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  await page.reload();
  return () => page.evaluate(() => window.policyViolations);
}
