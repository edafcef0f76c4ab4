/** What is wrong with an e-mail address before the server is asked; empty: nothing. */
export function emailFault(email: string): string {
  if (!email.trim()) return 'Enter the e-mail address.';
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? '' : 'This is not an e-mail address.';
}
