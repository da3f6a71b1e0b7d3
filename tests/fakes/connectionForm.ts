import { DEFAULT_SERVICE_PATH, type NewConnection } from '../../shared/model/connection.ts';

/** A filled-in form of a new connection; tests change what they are about. */
export const CONNECTION_FORM: NewConnection = {
  name: 'Stand',
  address: 'https://stand.example',
  servicePath: DEFAULT_SERVICE_PATH,
  color: 'blue',
  environment: 'test',
  signIn: 'password',
  username: 'admin',
  token: '',
  caCertificate: null,
  password: 'correct horse',
  acknowledgesPlainHttp: false,
  keepsKeySecrets: false,
};

/** Where and as whom a form that signs in with a password says to call. */
export function targetOf({ address, username, password }: NewConnection) {
  return { address, credentials: { kind: 'password', username, password } };
}
