import {
  ACTOR_TYPES,
  type ActorType,
  type AuditActor,
  type AuditLog,
  type JsonObject,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

const OptionalId = () => ApiProperty({ type: 'integer', nullable: true });
const OptionalText = () => ApiProperty({ type: String, nullable: true });
const ChangedValues = () => ApiProperty({ type: 'object', nullable: true, additionalProperties: true });

class AuditActorView implements AuditActor {
  @ApiProperty({ enum: ACTOR_TYPES })
  type!: ActorType;

  @OptionalText()
  id!: string | null;

  @OptionalText()
  name!: string | null;
}

/** An audit row as the OpenAPI document shows it. */
export class AuditLogView implements AuditLog {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  timestamp!: string;

  @OptionalId()
  user_id!: number | null;

  @ApiProperty({ type: String, example: 'entity.update' })
  action!: string;

  @OptionalText()
  entity_type!: string | null;

  @OptionalId()
  entity_id!: number | null;

  @OptionalId()
  entity_version!: number | null;

  @ChangedValues()
  old_values!: JsonObject | null;

  @ChangedValues()
  new_values!: JsonObject | null;

  @ApiProperty({ enum: ['success', 'refused', 'failed'] })
  outcome!: AuditLog['outcome'];

  @OptionalText()
  reason!: string | null;

  @ApiProperty({ type: AuditActorView })
  actor!: AuditActorView;

  @OptionalId()
  on_behalf_of!: number | null;

  @OptionalId()
  approved_by!: number | null;

  @OptionalId()
  session_id!: number | null;

  @OptionalText()
  request_id!: string | null;

  @OptionalId()
  agent_task_id!: number | null;

  @OptionalId()
  change_set_id!: number | null;

  @OptionalText()
  ip!: string | null;

  @OptionalText()
  user_agent!: string | null;
}
