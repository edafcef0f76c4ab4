/** Why a sign-in at the provider came to nothing; the portal has the words for people. */
export const OIDC_PROBLEMS = [
  'OIDC_UNAVAILABLE',
  'OIDC_DENIED',
  'OIDC_STATE',
  'OIDC_NO_ACCOUNT',
  'OIDC_EMAIL_TAKEN',
  'OIDC_IDENTITY_TAKEN',
] as const;
export type OidcProblem = (typeof OIDC_PROBLEMS)[number];

/** Ends a sign-in at the provider: the browser goes back to the portal with the code of the problem. */
export class OidcFailure extends Error {
  /** @param message for the audit log */
  constructor(
    readonly problem: OidcProblem,
    message: string,
    /** Where it is known who tried. */
    readonly userId: number | null = null,
  ) {
    super(message);
    this.name = 'OidcFailure';
  }
}
