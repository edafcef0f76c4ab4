import { createPrivateKey } from 'node:crypto';

/** Environments that hold one line write a PEM's line ends as `\n`. */
export function restoreNewlines(text: string): string {
  return text.replaceAll('\\n', '\n');
}

/** Whether the text is an Ed25519 private key in PEM. */
export function isSigningKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
