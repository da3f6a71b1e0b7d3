/** Texts of the page "Last use" and of what the list of keys shows of it. */
export const lastUse = {
  line: {
    seen: 'Account last seen in the logs of the platform: {{when}}. The logs name the account, not the key.',
    notSeen: 'The logs of the platform from {{from}} to {{to}} contain no call of this account.',
  },
};
