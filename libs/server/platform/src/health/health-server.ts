import { createServer, type Server, type ServerResponse } from 'node:http';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { ReadinessService } from './readiness';

/** `/health/live` and `/health/ready` of a process without an API, on a port of their own where one is configured. */
@Injectable()
export class HealthServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly readiness: ReadinessService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { workerPort, version, build } = this.config;
    if (workerPort === null) return;
    const server = createServer((request, response) => {
      if (request.url === '/health/live') return answer(response, 200, { status: 'ok', version, build });
      if (request.url !== '/health/ready') return answer(response, 404, {});
      void this.readiness.read().then((state) => answer(response, state.status === 'ok' ? 200 : 503, state));
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(workerPort, resolve));
  }

  beforeApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
