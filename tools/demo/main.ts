import { MACHINE_DIR, ROOT } from '../workspace/paths.ts';
import { Api } from './api.ts';
import { credentials } from './credentials.ts';
import { chapter, line } from './printer.ts';
import { runningProduct, startProduct } from './running-product.ts';
import { tellStory } from './story.ts';

try {
  await demo();
} catch (error) {
  console.error(`\nThe demo stopped: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function demo(): Promise<void> {
  const already = runningProduct(MACHINE_DIR);
  const { product, stop } = already
    ? { product: already, stop: async () => undefined }
    : await startProduct(ROOT, MACHINE_DIR);
  try {
    const admin = credentials(MACHINE_DIR);
    if (!admin)
      throw new Error(
        'Set ADMIN_EMAIL and ADMIN_PASSWORD: the running product has an admin whose password is not known here.',
      );
    const api = new Api(product.api_url);
    await api.signIn(admin.email, admin.password);
    chapter(`Bureau at ${product.api_url}, signed in as ${admin.email}`);
    await sayWhichModel(api);
    await tellStory(api);
    chapter('Done.');
  } finally {
    await stop();
  }
}

async function sayWhichModel(api: Api): Promise<void> {
  const [agent] = await api.get<{ name: string; model: string }[]>('/agents');
  const offline = agent?.model === 'offline';
  line(
    offline
      ? 'No language model is connected: the offline model answers, by fixed rules (docs/offline-model.md).'
      : `The language model is ${agent?.model}.`,
  );
}
