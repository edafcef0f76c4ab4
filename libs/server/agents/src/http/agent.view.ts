import { type Agent } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

class AgentToolView {
  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  description!: string;
}

class AgentPolicyView {
  @ApiProperty({ type: Boolean, description: 'Its changes are proposals that people decide.' })
  requires_approval!: boolean;

  @ApiProperty({ type: 'integer', description: 'Most records of one proposal.' })
  max_items!: number;
}

/** An agent as the OpenAPI document shows it. */
export class AgentView implements Agent {
  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  role!: string;

  @ApiProperty({ type: [String] })
  responsibilities!: string[];

  @ApiProperty({ type: [AgentToolView] })
  tools!: AgentToolView[];

  @ApiProperty({ type: String, description: '`offline` for the rule-based model.' })
  model!: string;

  @ApiProperty({ type: AgentPolicyView })
  policy!: AgentPolicyView;
}
