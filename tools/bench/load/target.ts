/** A server that is measured. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
}
