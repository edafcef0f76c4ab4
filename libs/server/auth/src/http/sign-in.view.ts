import {
  type LinkedIdentity,
  type LinkStart,
  type RecoveryCodes,
  type SignInOptions,
  type StepUpResult,
  type TotpEnrolment,
  type TotpStatus,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class OidcOptionView {
  @ApiProperty({ type: String })
  name!: string;
}

export class SignInOptionsView implements SignInOptions {
  @ApiProperty({ type: OidcOptionView, nullable: true })
  oidc!: OidcOptionView | null;

  @ApiProperty({ type: Boolean })
  password_reset!: boolean;
}

/** The answer to what happens later, or does not. */
export class AcceptedView {
  @ApiProperty({ type: String })
  detail!: string;
}

export class StepUpResultView implements StepUpResult {
  @ApiProperty({ type: String, format: 'date-time' })
  stepped_up_until!: string;
}

export class TotpStatusView implements TotpStatus {
  @ApiProperty({ type: Boolean })
  enabled!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  enrolled_at!: string | null;

  @ApiProperty({ type: 'integer' })
  recovery_codes_left!: number;
}

export class TotpEnrolmentView implements TotpEnrolment {
  @ApiProperty({ type: String, description: 'Base32, for typing.' })
  secret!: string;

  @ApiProperty({ type: String, example: 'otpauth://totp/Bureau:ana%40example.org?…' })
  uri!: string;

  @ApiProperty({ type: String, description: 'The address as a QR code: a whole SVG document.' })
  qr_svg!: string;
}

export class RecoveryCodesView implements RecoveryCodes {
  @ApiProperty({ type: [String], description: 'Shown this once.' })
  recovery_codes!: string[];
}

export class LinkedIdentityView implements LinkedIdentity {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  issuer!: string;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  last_used_at!: string;
}

export class LinkStartView implements LinkStart {
  @ApiProperty({ type: String, description: 'Where the browser must go, at the top level.' })
  location!: string;
}
