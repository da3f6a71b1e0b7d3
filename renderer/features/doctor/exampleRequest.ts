/** A request with a mistake that is easily made: its date is in ISO 8601. Its token belongs to no key. */
export const EXAMPLE_REQUEST = `POST /api/public/system/TeamNetwork/UserService/List?name=%D0%90%D0%BD%D0%BD%D0%B0 HTTP/1.1
Host: platform.example
x-ms-date: 2026-11-22T20:04:38Z
x-ms-content-sha256: RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=
Authorization: HMAC-SHA256 Credential=3f0c9a51d7e84b26a1c5e80f92d4b763&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=H1pMpHaLCXMYtx5wFSLqEdbKGWG/S9AcQsaqJZTAKkE=
Content-Type: application/json

{}

HTTP/1.1 401 Unauthorized
WWW-Authenticate: HMAC-SHA256 error="invalid_token", error_description="Invalid access token date"
`;
