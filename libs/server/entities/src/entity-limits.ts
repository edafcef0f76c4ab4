/** Characters. */
export const MAX_NAME_LENGTH = 255;
/** Characters. */
export const MAX_TYPE_LENGTH = 100;
/** Characters; what full text search takes with room to spare. */
export const MAX_DESCRIPTION_LENGTH = 20_000;
/** Bytes of JSON. The database checks it as well, on its own spelling, since a merge can exceed it. */
export const MAX_METADATA_BYTES = 65_536;
