/** The product that this run started. */
export interface Stack {
  api_url: string;
  portal_url: string;
  email: string;
  password: string;
  folder: string;
}

/** Addresses and the first admin of the product under test. */
export function stack(): Stack {
  return JSON.parse(process.env['BUREAU_STACK'] ?? '{}') as Stack;
}
