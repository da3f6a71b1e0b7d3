/** Service mode of the product as a possible cause: it then responds to API requests with a page, an error or a redirect. */
export const SERVICE_MODE =
  'After a change of its configuration, the installation serves no API until an administrator has signed in with a browser.';
