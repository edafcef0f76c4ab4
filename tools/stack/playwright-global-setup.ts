import { startStack } from './stack.ts';

/** Starts one product for all journeys of a Playwright project; they find its addresses in `BUREAU_STACK`. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const { stop, ...stack } = await startStack();
  process.env['BUREAU_STACK'] = JSON.stringify(stack);
  return stop;
}
