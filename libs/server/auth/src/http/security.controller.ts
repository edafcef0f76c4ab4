import {
  type RecoveryCodes,
  type StepUpResult,
  type TotpEnrolment,
  type TotpStatus,
} from '@bureau/contracts';
import { Id, IgnoresIdempotencyKey, Permit, StepUp } from '@bureau/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { TotpService } from '../mfa/totp.service';
import { StepUpService } from '../step-up/step-up.service';
import { DEVICE_COOKIE } from './auth-cookies';
import { OtpDto, StepUpDto } from './dto/sign-in.dto';
import { RecoveryCodesView, StepUpResultView, TotpEnrolmentView, TotpStatusView } from './sign-in.view';

@ApiTags('auth')
@Permit('account:manage')
@IgnoresIdempotencyKey()
@Controller()
export class SecurityController {
  constructor(
    private readonly totp: TotpService,
    private readonly steps: StepUpService,
  ) {}

  /** Shows again who one is, for ten minutes of delicate routes. */
  @Post('auth/step-up')
  @HttpCode(200)
  @ApiOkResponse({ type: StepUpResultView })
  async stepUp(@Body() body: StepUpDto, @Req() request: FastifyRequest): Promise<StepUpResult> {
    return this.steps.stepUp(body, request.cookies[DEVICE_COOKIE]);
  }

  @Get('auth/mfa/totp')
  @ApiOkResponse({ type: TotpStatusView })
  async status(): Promise<TotpStatus> {
    return this.totp.status();
  }

  /** A secret for an authenticator app. Nothing is asked for before a code has confirmed it. */
  @Post('auth/mfa/totp')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: TotpEnrolmentView })
  async enrol(@Res({ passthrough: true }) reply: FastifyReply): Promise<TotpEnrolment> {
    return secretAnswer(reply, this.totp.enrol());
  }

  @Post('auth/mfa/totp/confirm')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({
    type: RecoveryCodesView,
    description: 'From now on a code is asked for at every sign-in.',
  })
  async confirm(
    @Body() { otp }: OtpDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodes> {
    return secretAnswer(reply, this.totp.confirm(otp));
  }

  @Post('auth/mfa/totp/recovery-codes')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: RecoveryCodesView, description: 'The old ones count no more.' })
  async renew(@Res({ passthrough: true }) reply: FastifyReply): Promise<RecoveryCodes> {
    return secretAnswer(reply, this.totp.renewRecoveryCodes());
  }

  @Delete('auth/mfa/totp')
  @StepUp()
  @HttpCode(204)
  @ApiNoContentResponse()
  async disable(): Promise<void> {
    await this.totp.disable();
  }

  /** For somebody who has lost telephone and recovery codes: the admin vouches that it is them. */
  @Delete('users/:id/mfa/totp')
  @Permit('user:update')
  @StepUp()
  @HttpCode(204)
  @ApiNoContentResponse()
  async disableFor(@Id() id: number): Promise<void> {
    await this.totp.disableFor(id);
  }
}

/** No cache on the way may keep what is shown once. */
function secretAnswer<T>(reply: FastifyReply, answer: Promise<T>): Promise<T> {
  reply.header('Cache-Control', 'no-store');
  return answer;
}
