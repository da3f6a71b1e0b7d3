/** Path of the System Core API, relative to the address of an installation. */
export const SYSTEM_API_PATH = '/api/public/system';
/** Path of the description of its methods as Swagger 2.0, published by the product (docs/admin-api.md). */
export const API_DESCRIPTION_PATH = `${SYSTEM_API_PATH}/swagger`;
