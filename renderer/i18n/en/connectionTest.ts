/** Words of the connection test: its steps, what is wrong at each, and what to do about it. */
export const connectionTest = {
  title: 'Result of the test',
  passed: 'Everything works. Nothing was changed by the test.',
  warned: 'It works, with what is said below. Nothing was changed by the test.',
  failed: 'It does not work yet. Nothing was changed by the test.',
  outcomes: { passed: 'In order', warning: 'Note', failed: 'Failed', notReached: 'Not checked' },
  steps: {
    proxy: 'Proxy',
    name: 'Name of the machine',
    reach: 'Way to the machine',
    tls: 'Encryption',
    service: 'Key service',
    clock: 'Clocks',
    credential: 'Sign-in',
    permission: 'Permission',
  },
  direct: 'none, direct connection',
  clockEqual: 'equal',
  notNeeded: 'not needed, this computer talks to itself',
  clockAhead: 'this computer is {{seconds}} s ahead',
  clockBehind: 'this computer is {{seconds}} s behind',
  problems: {
    proxyFailed: 'The proxy of this computer does not let the request through. Ask your network administrator.',
    nameUnknown: 'There is no machine of this name. Check the address for a slip, and the network or VPN.',
    refused: 'The machine answers, but not at this port. Check the port in the address, and whether the platform runs.',
    timeout: 'No answer came in time. Check the network, a VPN or a firewall on the way.',
    unreachable: 'There is no way to the machine. Check the network or VPN.',
    notEncrypted: 'Plain http: everything can be read on the way.',
    certificateUntrusted:
      'The certificate is signed by an authority that this computer does not know. If it is your own, add its root certificate under “Advanced”.',
    certificateOtherAuthority:
      'The certificate is signed neither by the authority added under “Advanced” nor by one that this computer knows. Add the root certificate of its authority. If it is the right one already, the server may not send its intermediate certificate: tell its administrator.',
    certificateExpired:
      'The certificate is not valid today. Tell the administrator of the installation; check the clock here.',
    certificateName: 'The certificate is for another name. Use the name that the certificate is for.',
    tlsFailed: 'No encrypted connection came about. Check that the address is right and that https is spoken there.',
    redirected: 'The machine sends you elsewhere, which is not followed. Enter the final address.',
    noService: 'There is no key service here. Check the address and the service path under “Advanced”.',
    notPlatform: 'Something else answers, a sign-in page for example. Check the address.',
    intercepted:
      'Something between KeyDesk and the installation answered in its place. Sign-in and permission were not checked. Check the VPN, proxy or firewall, or tell the network administrator.',
    otherSignIn:
      'Something on the way asks for another sign-in; the one given here was not checked. Sign in to the VPN or gateway, or tell the network administrator.',
    hostNotAllowed:
      'The installation does not accept this host name. Enter the address that its settings name, or have the proxy on the way pass on the Host header that it expects.',
    requestAltered:
      'The request did not arrive as it was sent. A proxy on the way probably changes it: tell the network administrator.',
    serverFailed: 'The platform reports a failure of its own. Try again later, or tell its administrator.',
    throttled: 'Too many attempts were made. Wait a minute, then try again.',
    clockOff:
      'The clocks differ; from 15 minutes on KeyDesk has to sign with the time of the installation. Set the clock of this computer.',
    clockRefused: 'The clocks differ too much for a signature to be accepted. Set the clock of this computer.',
    credentialRefused: 'The account or key was not accepted. Check both fields; a key may have expired.',
    signatureRefused:
      'The signature was not accepted. Check the token and secret key; if they are right, a proxy on the way changes the host or the date of requests.',
    credentialMissing: 'There is no stored password for this address and account. Enter it here.',
    notPermitted: 'The account may not see authentication keys. It needs that permission in a system role.',
    readOnly: 'The account may see and copy keys, but not create, change or delete them.',
  },
} as const;
