/** Room of every socket of one person. */
export const userRoom = (userId: number) => `user:${userId}`;
/** Room of every socket of one session. */
export const sessionRoom = (sessionId: number) => `session:${sessionId}`;
