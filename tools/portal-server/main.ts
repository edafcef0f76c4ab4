import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_DIR } from '../workspace/paths.ts';
import { Refusal, runCommand } from '../workspace/refusal.ts';
import { createPortalServer } from './portal-server.ts';

await runCommand(async () => {
  const folder = process.env.PORTAL_FOLDER ?? join(BUILD_DIR, 'portal', 'browser');
  const port = Number(process.env.PORTAL_PORT ?? 4200);
  if (!existsSync(join(folder, 'index.html'))) throw new Refusal('The portal is not built: npm run build.');
  const app = await createPortalServer({
    folder,
    apiUrl: process.env.API_URL ?? `http://127.0.0.1:${process.env.PORT ?? 8000}`,
  });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  await listen(() => app.listen({ port, host: process.env.PORTAL_HOST ?? 'localhost' }), port);
  process.stdout.write(`${JSON.stringify({ listening: port })}\n`);
  await stopped;
  await app.close();
  return 0;
});

async function listen(start: () => Promise<unknown>, port: number): Promise<void> {
  try {
    await start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Refusal(`Port ${port} is taken: choose another, PORTAL_PORT=${port + 1}.`);
  }
}
