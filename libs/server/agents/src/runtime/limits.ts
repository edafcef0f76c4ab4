/** Silence of the model's server that ends a call. Slow local models think for a minute before the first word; hung ones never speak. */
export const MODEL_SILENCE_MS = 90_000;

/** Bytes of one answer on the wire: each token comes in some 200 bytes of JSON. */
export const MAX_MODEL_BYTES = 16 * 1024 * 1024;

/** Longest answer of one model call that is kept, in characters; a stream that goes on is cut off and refused. */
export const MAX_MODEL_TEXT = 200_000;

/** What a tool tells the model at most, in characters: about 6,000 tokens, so that ten of them fit any model's context. */
export const MAX_TOOL_TEXT = 24_000;

/** Workers that died with a task before it is taken for the cause. */
export const MAX_CRASHES = 3;

/** Life of a lease without a heartbeat. Shorter recovers faster; longer forgives a busy machine. */
export const LEASE_SECONDS = 15;

/** Time between heartbeats: they also bring cancellations, which must arrive within 2 s without Redis. */
export const HEARTBEAT_MS = 1_500;
