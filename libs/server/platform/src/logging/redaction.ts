/** Where secrets stand in what is logged; their values are replaced. */
export const REDACTED_PATHS: string[] = [
  ...['authorization', 'cookie', '["set-cookie"]', '["x-api-key"]'].flatMap((name) => {
    const field = name.startsWith('[') ? name : `.${name}`;
    return [`headers${field}`, `*.headers${field}`];
  }),
  ...[
    'password',
    'current_password',
    'new_password',
    'hashed_password',
    'access_token',
    'refresh_token',
    'token',
    'secret',
    'api_key',
    'apiKey',
    'otp',
    'recovery_codes',
  ].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
];

const URL_CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi;
const TOKENS = /\b(?:Bearer\s+[\w.~+/=-]{8,}|eyJ[\w-]{10,}\.[\w-]+\.[\w-]*|bur_[\w-]{8,})/g;

/** The text without passwords in addresses and without tokens, for messages that were made elsewhere. */
export function redactText(text: string): string {
  return text.replace(URL_CREDENTIALS, '$1[redacted]@').replace(TOKENS, '[redacted]');
}
