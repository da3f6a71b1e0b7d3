import { SERVICE_MODE } from './serviceMode.ts';

/** Texts of the connection test: its steps, their problems, and what to do about each. */
export const connectionTest = {
  title: 'Test result',
  passed: 'Everything works. The test changed nothing.',
  warned: 'It works, with the notes below. The test changed nothing.',
  failed: 'It does not work yet. The test changed nothing.',
  outcomes: { passed: 'OK', warning: 'Note', failed: 'Failed', notReached: 'Not checked' },
  steps: {
    proxy: 'Proxy',
    name: 'Host name (DNS)',
    reach: 'Network path',
    tls: 'Encryption',
    service: 'Key service',
    clock: 'Clock',
    credential: 'Sign-in',
    permission: 'Permission',
  },
  direct: 'none, direct connection',
  clockEqual: 'in sync',
  notNeeded: 'not needed: the server is this computer',
  clockAhead: 'this computer is {{seconds}} s ahead',
  clockBehind: 'this computer is {{seconds}} s behind',
  usePath: 'Use this path',
  problems: {
    proxyFailed: 'The proxy of this computer does not let the request through. Ask your network administrator.',
    nameUnknown: 'The server name was not found (DNS). Check the address for typing errors, and the network or VPN.',
    refused:
      'The server is reachable, but nothing listens on this port. Check the port in the address, and whether the installation is running.',
    timeout: 'The server did not respond in time. Check the network, VPN and firewall.',
    unreachable: 'The server cannot be reached over the network. Check the network or VPN.',
    notEncrypted: 'Plain http: all data can be read in transit.',
    certificateUntrusted:
      'The certificate is signed by a certificate authority that this computer does not trust. If the authority belongs to your organization, add its root certificate under “Advanced”.',
    certificateOtherAuthority:
      'The certificate is signed neither by the certificate authority added under “Advanced” nor by one that this computer trusts. Add the root certificate of the right authority. If it has been added already, the server may not send its intermediate certificate: tell its administrator.',
    certificateSelfSigned:
      'The certificate of the server is self-signed. Get it from the administrator of the installation, compare the fingerprint, and add it under “Advanced”.',
    certificateIssuerUnknown:
      'The certificate authority named above has issued the certificate of the server, and is trusted neither by this computer nor by this connection. Add its certificate under “Advanced”.',
    certificateOwnExpired:
      'A certificate added under “Advanced” has expired. Replace it by the current one of your certificate authority.',
    certificateExpired:
      'The certificate of the server has expired or is not valid yet. Check the clock of this computer, and tell the administrator of the installation.',
    certificateName: 'The certificate was issued for another name. Enter the address with the name in the certificate.',
    tlsFailed:
      'A secure connection (TLS) could not be established. Check the address and that the server offers https.',
    redirected: `The server redirects to another address, which KeyDesk does not follow. Enter the final address. ${SERVICE_MODE}`,
    noService: 'There is no key service here. Check the address and the service path under “Advanced”.',
    servicePathFound:
      'There is no key service at this path. The installation names the path above, where there is one: use it in place of the service path under “Advanced”.',
    serviceNotListed:
      'There is no key service here, and the installation names none among its methods. Check the address, and ask the administrator of the installation for the service path.',
    notPlatform: `Something other than the installation responds at this address, for example a sign-in page. Check the address. ${SERVICE_MODE}`,
    intercepted: `A server between KeyDesk and the installation responded instead. Sign-in and permission were not checked. Check the VPN, proxy or firewall, or tell the network administrator. ${SERVICE_MODE}`,
    otherSignIn:
      'A server between KeyDesk and the installation requires its own sign-in, for example single sign-on (Negotiate, NTLM); the data entered here was not checked. Sign in to the VPN or gateway, or ask the administrator of the installation to exempt the path /api from it.',
    hostNotAllowed:
      'The installation does not accept this host name. Enter the address given in its settings, or configure the proxy to pass on the Host header that it expects.',
    requestAltered: 'The request was altered in transit, probably by a proxy: tell the network administrator.',
    serverFailed: 'The installation reports an error. Try again later, or tell its administrator.',
    throttled: 'Too many attempts. Wait a minute, then try again.',
    clockOff:
      'The clocks differ. From a difference of 15 minutes, KeyDesk has to sign requests with the time of the installation. Correct the clock of this computer.',
    clockRejected: 'The clocks differ too much, so the signature was not accepted. Correct the clock of this computer.',
    credentialRejected: 'The account or key was not accepted. Check both fields; the key may have expired.',
    signatureRejected:
      'The signature was not accepted. Check the token and the secret key. If they are correct, a proxy is changing the Host header or the date of requests.',
    hostWithoutPort:
      'The signature was accepted only without the port: a proxy in front of the installation drops it from the Host header. KeyDesk signs accordingly; other clients may be rejected. With nginx, “proxy_set_header Host $http_host” keeps the port.',
    credentialMissing: 'There is no stored password for this address and account. Enter it here.',
    notPermitted:
      'The account may not view authentication keys. Besides the permission “API calls”, it probably has to be a member of “System administrators”: ask an administrator of the installation.',
    readOnly: 'The account can view and copy keys, but not create, change or delete them.',
  },
} as const;
