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
import { EXAMPLE_BODIES, EXAMPLE_VALUES, RESPONSE_TEXTS } from './documentationTexts.ts';
import { PLATFORM_VERSION } from './serverDetailsRoute.ts';
import { signInBrowser } from './signInBrowser.ts';
import { REQUEST_ID_HEADER, REQUEST_ID_PATTERN } from './writeRunner.ts';

/** Path of the documentation; the OpenAPI document is at `/docs/json`. */
const DOCUMENTATION_PATH = '/docs';

/** Schemas with a name of their own in the document. */
const namedSchemas = z.registry<{ readonly id: string }>();
namedSchemas.add(wireKeySchema, { id: 'Key' });
namedSchemas.add(wireKeyWithSecretSchema, { id: 'KeyWithSecret' });
namedSchemas.add(wireEligibleAccountSchema, { id: 'EligibleAccount' });
namedSchemas.add(wireAccountSchema, { id: 'Account' });
namedSchemas.add(wireRoleSchema, { id: 'SystemRole' });
namedSchemas.add(apiErrorSchema, { id: 'Error' });

/** Swagger UI creates styles at run time; everything else comes from the platform itself. */
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
 * Masks the field for token and secret key, which Swagger UI shows as plain text, and makes room for both schemes in
 * its dialog.
 */
const STYLES = `
  #api_key_value { -webkit-text-security: disc; }
  .swagger-ui .dialog-ux .modal-ux-content { max-height: 80vh; }
  @media (max-width: 640px) {
    .swagger-ui .opblock-tag { flex-wrap: wrap; }
    .swagger-ui .opblock-tag small { flex: 1 1 80%; padding: 0; }
    .swagger-ui .opblock-tag .expand-operation { order: -1; margin-left: auto; }
    .swagger-ui .opblock-tag > a { flex: 1; order: -2; }
  }
`;

/** The pattern of zod for instants is very long; `format` says the same except for the letters T and Z. */
const INSTANT_PATTERN = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$';

const schemaOptions: NonNullable<Parameters<typeof createJsonSchemaTransform>[0]> = {
  schemaRegistry: namedSchemas,
  zodToJsonConfig: {
    override: ({ zodSchema: { _zod: zod }, jsonSchema }) => {
      if (zod.def.type === 'object' && zod.def.catchall === undefined) {
        // Newer platforms may add fields to responses; only requests are strict.
        delete jsonSchema.additionalProperties;
      }
      if (jsonSchema.format === 'date-time') {
        Object.assign(jsonSchema, { pattern: INSTANT_PATTERN, examples: ['2026-11-22T20:04:38.000Z'] });
      }
      if (jsonSchema.type === 'integer') {
        jsonSchema.examples = [1];
      }
    },
  },
};

/**
 * Serves the OpenAPI document of all routes registered afterwards, generated from the validating schemas, and Swagger
 * UI. Both are open: they contain documentation only.
 * @param publicPath path under which a proxy makes the platform available, without a trailing slash; empty without one.
 */
export async function serveDocumentation(app: FastifyInstance, publicPath: string): Promise<void> {
  const transformObject = createJsonSchemaTransformObject(schemaOptions);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Platform API',
        version: PLATFORM_VERSION,
        description:
          'Methods of the embedded platform. Sign in with **Authorize**: user name and password of an account, or ' +
          'token and secret key of an authentication key, with which this page then signs every request.',
      },
      tags: [
        { name: 'AuthenticationKeyService', description: 'Keys with which external systems sign their requests.' },
        { name: 'AccountService', description: 'Accounts that keys belong to.' },
        { name: 'SystemRoleService', description: 'Who may do what.' },
        { name: 'Platform', description: 'The platform itself.' },
      ],
      components: {
        securitySchemes: {
          Basic: {
            type: 'http',
            scheme: 'basic',
            // Swagger UI encodes nothing else.
            description: 'User name and password of an account. On this page they can hold ASCII characters only.',
          },
          HMAC: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description:
              'Enter `token:secret key`. The page signs each request with it; the secret key does not leave the page.' +
              `\n\nWhat is sent: \`${HMAC_SCHEME} Credential=…&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=…\``,
          },
        },
      },
      security: [{ Basic: [] }, { HMAC: [] }],
      ...(publicPath === '' ? {} : { servers: [{ url: publicPath }] }),
    },
    transform: documentMethods(createJsonSchemaTransform(schemaOptions)),
    transformObject: (document) => completeDocument(transformObject(document)),
  });
  await app.register(async (documentation) => {
    documentation.addHook('onRoute', (route) => {
      route.config = { ...route.config, isOpen: true };
    });
    await documentation.register(swaggerUi, {
      routePrefix: DOCUMENTATION_PATH,
      indexPrefix: publicPath,
      staticCSP: CONTENT_POLICY,
      theme: { title: 'Platform API', css: [{ filename: 'platform.css', content: STYLES }] },
      uiConfig: {
        // Without the bar of Swagger UI, which can load other documents.
        layout: 'BaseLayout',
        deepLinking: true,
        displayRequestDuration: true,
        requestInterceptor: signInBrowser,
      },
    });
  });
}

type Transform = ReturnType<typeof createJsonSchemaTransform>;

/** Adds the header with the idempotency key to methods that write, and the bare value to those with one parameter. */
function documentMethods(transform: Transform): Transform {
  return (document) => {
    const { schema, ...result } = transform(document);
    const { isWrite, onlyParameter } = document.route.config ?? {};
    const headers = isWrite === true ? { headers: REQUEST_ID_HEADERS } : {};
    const body = onlyParameter === undefined ? {} : { body: namedOrBare(schema?.body as JsonSchema, onlyParameter) };
    return { ...result, schema: { ...schema, ...headers, ...body } };
  };
}

const REQUEST_ID_HEADERS = {
  type: 'object',
  properties: {
    [REQUEST_ID_HEADER]: {
      type: 'string',
      pattern: REQUEST_ID_PATTERN,
      description: 'Names this write: its repeat within 30 minutes gets the stored answer and does nothing.',
    },
  },
};

function namedOrBare(object: JsonSchema, parameter: string): JsonSchema {
  return { anyOf: [object, { ...object.properties?.[parameter] }] };
}

interface JsonSchema {
  readonly anyOf?: readonly JsonSchema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  examples?: readonly unknown[];
}

interface Content {
  readonly 'application/json': { schema: JsonSchema; example?: unknown };
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { required: boolean; readonly content: Content };
  readonly responses: Record<string, { description: string; headers?: object; readonly content?: Content }>;
}

/** The parts of an OpenAPI document that are completed here. */
interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Record<string, JsonSchema> };
}

/** Adds texts and examples to a document, and removes unused schemas. */
function completeDocument<Document extends object>(untyped: Document): Document {
  const { paths, components } = untyped as unknown as OpenApiDocument;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  for (const operation of operations) {
    completeBody(operation);
    completeResponses(operation);
  }
  for (const [name, schema] of Object.entries(components.schemas)) {
    if (name in EXAMPLE_VALUES) {
      schema.examples = [EXAMPLE_VALUES[name]];
    } else {
      // Named schemas belong to responses; each has an unused copy for request bodies.
      delete components.schemas[name];
    }
  }
  return untyped;
}

function completeBody({ operationId, requestBody }: Operation): void {
  if (requestBody === undefined) {
    return;
  }
  const content = requestBody.content['application/json'];
  const [object, other] = content.schema.anyOf ?? [];
  if (object !== undefined && other?.type === 'null') {
    // zod represents an optional body as one that may be null.
    requestBody.required = false;
    content.schema = object;
  }
  content.example = EXAMPLE_BODIES[operationId];
}

function completeResponses({ responses }: Operation): void {
  for (const [status, response] of Object.entries(responses)) {
    const { description, headers, rejection } = RESPONSE_TEXTS[status] ?? { description: '' };
    Object.assign(response, { description }, headers === undefined ? {} : { headers });
    if (rejection !== undefined && response.content !== undefined) {
      const [Code, Message] = rejection;
      response.content['application/json'].example = { Code, Message };
    }
  }
}
