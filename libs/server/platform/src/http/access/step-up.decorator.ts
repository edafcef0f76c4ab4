import { applyDecorators, UseGuards } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { StepUpGuard } from './step-up.guard';

/**
 * The route asks, beside its permission, for a session that showed in the last ten minutes who uses it: 403
 * `STEP_UP_REQUIRED` otherwise. Services that decide by what they find ask `StepUps.require()` themselves.
 */
export function StepUp(): MethodDecorator & ClassDecorator {
  return applyDecorators(UseGuards(StepUpGuard), ApiExtension('x-step-up', true));
}
