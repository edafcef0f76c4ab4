import { type CanActivate, Injectable } from '@nestjs/common';
import { StepUps } from '../../identity/step-ups';

/** Lets through whoever showed a moment ago who they are; runs after the gate of every route. */
@Injectable()
export class StepUpGuard implements CanActivate {
  constructor(private readonly stepUps: StepUps) {}

  async canActivate(): Promise<boolean> {
    await this.stepUps.require();
    return true;
  }
}
