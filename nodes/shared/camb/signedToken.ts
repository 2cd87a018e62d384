/** A signed token (RFC 7519), such as that of a link to a file of n8n's, which opens it without login. */
export const SIGNED_TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/;
