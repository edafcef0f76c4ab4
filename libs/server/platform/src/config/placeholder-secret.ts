const PLACEHOLDER =
  /change.?(me|it|this)|place.?holder|example|your[-_ ]|secret[-_ ]?key|insert|dummy|default|^(test|secret|password|postgres|admin|bureau|root)+[0-9]*$|^(?<one>.)\k<one>*$|1234567|^<.*>$|x{4,}/i;

/** Whether a secret is one that documentation or a careless hand left behind, so that strangers know it. */
export function isPlaceholder(secret: string): boolean {
  return PLACEHOLDER.test(secret);
}
