import { Module } from '@nestjs/common';
import { ApiKeysService } from './api-keys.service';
import { ApiKeysController } from './http/api-keys.controller';

/** Keys of services, as people manage them; what a key may do is the platform's to decide. */
@Module({ providers: [ApiKeysService], controllers: [ApiKeysController] })
export class ApiKeysModule {}
