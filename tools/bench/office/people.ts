import { JwtService } from '@nestjs/jwt';
import { FIRST_SESSION, PEOPLE } from './seed-sql.ts';

/** Longer than any run, so that no token ends within it; the product's own live a quarter of an hour. */
const TOKEN_SECONDS = 6 * 3_600;

/** Somebody of the seed who is signed in. */
export interface Person {
  readonly user_id: number;
  readonly session_id: number;
  readonly name: string;
  readonly authorization: string;
}

/**
 * Everybody of the seed, with a token each as the product would give them. Should its tokens ever change, the first
 * request answers 401 and the benchmark says so.
 *
 * @param firstUserId of the seed's people; their ids follow each other
 */
export function signedInPeople(jwtSecret: string, firstUserId: number): Person[] {
  const jwt = new JwtService({
    secret: jwtSecret,
    signOptions: {
      algorithm: 'HS256',
      issuer: 'bureau',
      audience: 'bureau-api',
      expiresIn: TOKEN_SECONDS,
      header: { alg: 'HS256', typ: 'at+jwt' },
    },
  });
  return Array.from({ length: PEOPLE }, (_, i) => {
    const user_id = firstUserId + i;
    const session_id = FIRST_SESSION + user_id;
    const token = jwt.sign({ sid: session_id }, { subject: String(user_id), jwtid: `bench-${user_id}` });
    return { user_id, session_id, name: `Bench Person ${i + 1}`, authorization: `Bearer ${token}` };
  });
}
