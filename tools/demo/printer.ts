import { styleText } from 'node:util';

const started = performance.now();

/** Seconds since the demo began, as it stands before each line. */
function clock(): string {
  return styleText('dim', `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`);
}

/** A heading of the story. */
export function chapter(title: string): void {
  console.log(`\n${styleText('bold', title)}`);
}

export function line(text: string): void {
  console.log(`${clock()}  ${text}`);
}

/** Text of the agent as it arrives, without line breaks of ours. */
export function stream(text: string): void {
  process.stdout.write(styleText('magenta', text));
}

export function removed(text: string): void {
  console.log(styleText('red', `          - ${text}`));
}

export function added(text: string): void {
  console.log(styleText('green', `          + ${text}`));
}

export function plain(text: string): void {
  console.log(`          ${text}`);
}
