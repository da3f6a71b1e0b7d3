import { build, type Schema } from 'fast-json-stringify';
import type { FastifySerializerCompiler } from 'fastify';
import { z } from 'zod';

type Serializer = ReturnType<typeof build>;

/** By schema: all routes share that of errors. */
const compiled = new WeakMap<z.ZodType, Serializer>();

/**
 * Compiles the schema of a response, as Fastify does for JSON schemas. What is not declared, such as a secret, is
 * dropped, and a missing field is an error. Values are not validated: the types of the routes have done so.
 */
export const responseSerializer: FastifySerializerCompiler<z.ZodType> = ({ schema }) => {
  const serializer = compiled.get(schema) ?? build(z.toJSONSchema(schema, { target: 'draft-7' }) as Schema);
  compiled.set(schema, serializer);
  return serializer;
};
