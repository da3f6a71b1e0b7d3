import type { FastifyInstance } from 'fastify';
import { API_DESCRIPTION_PATH, SYSTEM_API_PATH } from '../../../shared/adminApi/apiDescription.ts';

/**
 * Serves the names of all methods at the path and in the form of the product: Swagger 2.0 with a `basePath` that the paths are
 * relative to. The complete description is the OpenAPI document of `serveDocumentation`.
 * @param publicPath path under which a proxy makes the platform available, without a trailing slash; empty without one.
 */
export function serveApiDescription(app: FastifyInstance, publicPath: string): void {
  app.get(API_DESCRIPTION_PATH, { schema: { hide: true } }, async () => ({
    swagger: '2.0',
    info: { title: 'System Core API', version: '1.0' },
    basePath: publicPath + SYSTEM_API_PATH,
    paths: Object.fromEntries(
      Object.keys(app.swagger().paths ?? {})
        .filter((path) => path.startsWith(`${SYSTEM_API_PATH}/`))
        .map((path) => [path.slice(SYSTEM_API_PATH.length), { post: { responses: { 200: { description: '' } } } }]),
    ),
  }));
}
