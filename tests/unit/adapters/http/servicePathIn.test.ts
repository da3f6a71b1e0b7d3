import { describe, expect, it } from 'vitest';
import { servicePathIn } from '../../../../electron/adapters/http/servicePathIn.ts';

const ADDRESS = 'https://stand.example';
const methods = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, { post: {} }]));

/** As the product writes it, with services whose methods have the same names. */
const PRODUCT = {
  swagger: '2.0',
  info: { title: 'System Core API', version: '1.0' },
  basePath: '/api/public/system',
  paths: methods(
    '/Base/AccountService/GetPermissions',
    '/Base/SystemRoleService/GetPermissions',
    '/Base/SystemRoleService/List',
    '/Security/AuthenticationKeyService/List',
    '/Security/AuthenticationKeyService/GetPermissions',
    '/Base/OldAuthenticationKeyService/GetPermissions',
  ),
};
const FOUND = '/api/public/system/Security/AuthenticationKeyService';

describe('the path of the key service', () => {
  it('is that of the service with its name, below the base path', () => {
    expect(servicePathIn(PRODUCT, ADDRESS)).toBe(FOUND);
    expect(servicePathIn({ ...PRODUCT, basePath: '/api/public/system/' }, ADDRESS)).toBe(FOUND);
    expect(servicePathIn({ ...PRODUCT, basePath: 'api/public/system' }, ADDRESS)).toBe(FOUND);
  });

  it('is relative to the address, whether or not the base path contains the path of a proxy', () => {
    expect(servicePathIn(PRODUCT, 'https://proxy.example/keys')).toBe(FOUND);
    expect(servicePathIn({ ...PRODUCT, basePath: '/keys/api/public/system' }, 'https://proxy.example/keys')).toBe(
      FOUND,
    );
    expect(servicePathIn({ ...PRODUCT, basePath: '/keysets' }, 'https://proxy.example/keys')).toBe(
      '/keysets/Security/AuthenticationKeyService',
    );
  });

  it('is found in OpenAPI 3 too, with servers of this or another name', () => {
    const paths = methods('/Security/AuthenticationKeyService/GetPermissions');
    const bare = '/Security/AuthenticationKeyService';
    for (const [servers, expected] of [
      [[{ url: '/api/public/system' }], FOUND],
      [[{ url: 'https://internal.example:8443/api/public/system' }], FOUND],
      [[{ url: 7 }], bare],
      [[], bare],
      ['none', bare],
      [undefined, bare],
    ]) {
      expect(servicePathIn({ openapi: '3.0.1', servers, paths }, ADDRESS)).toBe(expected);
    }
  });

  it('is none where the description names no key service, or several', () => {
    expect(servicePathIn({ ...PRODUCT, paths: methods('/Base/SystemRoleService/GetPermissions') }, ADDRESS)).toBeNull();
    expect(servicePathIn({ ...PRODUCT, paths: methods('/Base/AuthenticationKeyService/List') }, ADDRESS)).toBeNull();
    const two = methods('/A/AuthenticationKeyService/GetPermissions', '/B/AuthenticationKeyService/GetPermissions');
    expect(servicePathIn({ ...PRODUCT, paths: two }, ADDRESS)).toBeNull();
  });

  it.each([
    null,
    7,
    'text',
    [],
    {},
    { paths: null },
    { paths: 'x' },
    { paths: { '': 1 } },
    { paths: methods('GetPermissions') },
    { basePath: 'https://[', paths: methods('/A/../B/AuthenticationKeyService/GetPermissions') },
    { paths: methods('/A//AuthenticationKeyService/GetPermissions') },
    { paths: methods('/A b/AuthenticationKeyService/GetPermissions') },
    { paths: methods('/A?x=/AuthenticationKeyService/GetPermissions') },
    { paths: methods(`/${'x'.repeat(600)}/AuthenticationKeyService/GetPermissions`) },
  ])('is none in %j', (description) => {
    expect(servicePathIn(description, ADDRESS)).toBeNull();
  });

  it('never leads to another host', () => {
    const paths = methods('/AuthenticationKeyService/GetPermissions');
    for (const basePath of ['//evil.example/api', 'https://evil.example/api', '/\\evil.example/api']) {
      const path = servicePathIn({ basePath, paths }, ADDRESS);
      expect(path === null ? ADDRESS : new URL(ADDRESS + path).origin).toBe(ADDRESS);
    }
  });
});
