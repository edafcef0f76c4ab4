/** Advisory lock of the database: sealing goes one after the other, whichever process does it. */
export const SEAL_LOCK = 4_713;
