import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { wireAccountSchema } from '../../../shared/adminApi/accountService.ts';
import { apiErrorSchema } from '../../../shared/adminApi/errors.ts';
import {
  wireEligibleAccountSchema,
  wireKeySchema,
  wireKeyWithSecretSchema,
} from '../../../shared/adminApi/keyService.ts';
import { wireRoleSchema } from '../../../shared/adminApi/roleService.ts';
import { HMAC_SCHEME } from '../../../shared/hmac/stringToSign.ts';
import { signInBrowser } from './signInBrowser.ts';
import { REQUEST_ID_HEADER } from './writeRunner.ts';

/** Where the documentation is served; the OpenAPI document itself stands at `/docs/json`. */
export const DOCUMENTATION_PATH = '/docs';

/** Schemas that get a name of their own in the document. */
const namedSchemas = z.registry<{ readonly id: string }>();
namedSchemas.add(wireKeySchema, { id: 'Key' });
namedSchemas.add(wireKeyWithSecretSchema, { id: 'KeyWithSecret' });
namedSchemas.add(wireEligibleAccountSchema, { id: 'EligibleAccount' });
namedSchemas.add(wireAccountSchema, { id: 'Account' });
namedSchemas.add(wireRoleSchema, { id: 'SystemRole' });
namedSchemas.add(apiErrorSchema, { id: 'Error' });

/** Swagger UI builds its styles at run time; everything else comes from the platform itself. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the OpenAPI document of every route that is registered afterwards, made from the schemas that validate, and
 * Swagger UI over it. Both are open: they hold nothing but the documentation.
 */
export async function serveDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Platform API',
        version: '1',
        description:
          'Methods of the embedded platform. Sign in with **Authorize**: user name and password of an account, or ' +
          'token and secret key of an authentication key, with which this page then signs every request.',
      },
      tags: [
        { name: 'AuthenticationKeyService', description: 'Keys with which external systems sign their requests.' },
        { name: 'AccountService', description: 'Accounts that keys belong to.' },
        { name: 'SystemRoleService', description: 'Who may do what.' },
        { name: 'Platform' },
      ],
      components: {
        securitySchemes: {
          Basic: { type: 'http', scheme: 'basic', description: 'User name and password of an account.' },
          HMAC: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description:
              `\`${HMAC_SCHEME} Credential=…&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=…\`\n\n` +
              'Here enter `token:secret key`; the page computes the signature, and the secret key does not leave it.',
          },
        },
      },
      security: [{ Basic: [] }, { HMAC: [] }],
    },
    transform: documentWrites(createJsonSchemaTransform({ schemaRegistry: namedSchemas })),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: namedSchemas }),
  });
  await app.register(async (documentation) => {
    documentation.addHook('onRoute', (route) => {
      route.config = { ...route.config, isOpen: true };
    });
    await documentation.register(swaggerUi, {
      routePrefix: DOCUMENTATION_PATH,
      staticCSP: CONTENT_POLICY,
      theme: { title: 'Platform API' },
      uiConfig: { deepLinking: true, displayRequestDuration: true, requestInterceptor: signInBrowser },
    });
  });
}

type Transform = ReturnType<typeof createJsonSchemaTransform>;

/** Adds to every method that writes the header by which a client names a write. */
function documentWrites(transform: Transform): Transform {
  return (document) => {
    const result = transform(document);
    const isWrite = document.route.config?.isWrite === true;
    if (!isWrite || result.schema === undefined) {
      return result;
    }
    const description = 'Names this write: its repeat within 30 minutes gets the stored answer and does nothing.';
    const headers = { type: 'object', properties: { [REQUEST_ID_HEADER]: { type: 'string', description } } };
    return { ...result, schema: { ...result.schema, headers } };
  };
}
