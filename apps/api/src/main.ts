import 'reflect-metadata';
import { configOrExit, createApi, runProcess, stopOnSignal } from '@bureau/platform';
import { ApiModule } from './api.module';

await runProcess(async () => {
  const config = configOrExit();
  const app = await createApi(ApiModule.forRoot(config));
  stopOnSignal(app);
  await app.listen({ port: config.port, host: config.host });
});
