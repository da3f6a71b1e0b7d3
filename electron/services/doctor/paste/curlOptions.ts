/** Short options of curl that take a value (curl 8.17). */
const SHORT_WITH_VALUE = 'AbcCdDeEFHhKmoPQrtTuUwxXyYz';

/** Long options of curl that take a value (curl 8.17). Others are flags. */
const LONG_WITH_VALUE = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at ' +
    'cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation ' +
    'dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save ' +
    'expand-data expand-header expand-url expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ' +
    'ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ' +
    'ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options ' +
    'mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir ' +
    'parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert ' +
    'proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey ' +
    'proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey ' +
    'quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid ' +
    'service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr ' +
    'telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii ' +
    'trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority write-out'
  ).split(' '),
);

/** Short options that the doctor understands. */
const LONG_OF_SHORT: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  T: 'upload-file',
  F: 'form',
  G: 'get',
  I: 'head',
  ':': 'next',
};

/** An option by its long name, `url` for what is no option. `value` is the offset of its value in the word. */
export interface CurlOption {
  readonly name: string;
  /** Index of the word that has the value, and the offset in it; `null` for flags. */
  readonly value: { readonly word: number; readonly offset: number } | null;
}

/** Reads the options of a command of curl from its words, the first of which is `curl` itself. */
export function readCurlOptions(words: readonly string[]): CurlOption[] {
  const options: CurlOption[] = [];
  let isOnlyUrls = false;
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (isOnlyUrls || !word.startsWith('-') || word === '-') {
      options.push({ name: 'url', value: { word: index, offset: 0 } });
    } else if (word === '--') {
      isOnlyUrls = true;
    } else if (word.startsWith('--')) {
      const name = word.slice(2);
      const hasValue = LONG_WITH_VALUE.has(name);
      options.push({ name, value: hasValue ? { word: ++index, offset: 0 } : null });
    } else {
      for (let offset = 1; offset < word.length; offset++) {
        const short = word[offset] ?? '';
        const name = LONG_OF_SHORT[short] ?? short;
        if (SHORT_WITH_VALUE.includes(short)) {
          const isSeparate = offset + 1 >= word.length;
          options.push({
            name,
            value: isSeparate ? { word: ++index, offset: 0 } : { word: index, offset: offset + 1 },
          });
          break;
        }
        options.push({ name, value: null });
      }
    }
  }
  return options;
}
