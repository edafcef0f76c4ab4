import { parseArgs } from 'node:util';
import { Refusal, runCommand } from '../workspace/refusal.ts';
import { startMailCatcher } from './catcher.ts';

// For tests: prints its address as one JSON line, and one more for each mail that it catches.
await runCommand(async () => {
  const { values } = parseArgs({ options: { dir: { type: 'string' } } });
  if (!values.dir) throw new Refusal('Name the folder of the mails: --dir <folder>.');
  const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const catcher = await startMailCatcher(values.dir, (mail) => print({ mail }));
  print({ url: catcher.url });
  await new Promise((resolve) => process.stdin.resume().once('end', resolve).once('error', resolve));
  process.stdin.destroy();
  await catcher.stop();
  return 0;
});
