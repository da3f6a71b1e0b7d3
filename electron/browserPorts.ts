/** The port that opens web pages; re-exported by `ports.ts`. */

/**
 * Opens a page in the browser that the operating system has set for it, and brings that to the front.
 * @param url of http or https without user name and password; any other is not opened.
 * @returns whether the system has opened it. Never rejects.
 */
export type OpenInBrowser = (url: string) => Promise<boolean>;
