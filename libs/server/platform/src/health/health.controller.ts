import { type Liveness, type Readiness } from '@bureau/contracts';
import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CONFIG, type Config } from '../config';
import { Public } from '../http/access/access.decorators';
import { ReadinessService } from './readiness';

/** For machines that watch over the process. */
@Public()
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly readiness: ReadinessService,
  ) {}

  @Get('live')
  live(): Liveness {
    return { status: 'ok', version: this.config.version, build: this.config.build };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.read();
    if (readiness.status !== 'ok') reply.code(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }
}
