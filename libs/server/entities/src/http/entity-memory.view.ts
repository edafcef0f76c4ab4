import {
  ACTOR_TYPES,
  type AuditActor,
  CHANGE_OPERATIONS,
  type ChangeOperation,
  type EntityHistoryEntry,
  type FieldChange,
  type FieldProvenance,
  type JsonObject,
  type JsonValue,
  type PendingChange,
  type WriterType,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

const NULLABLE_ID = { type: 'integer', nullable: true } as const;
const NULLABLE_TEXT = { type: String, nullable: true } as const;
const TIME = { type: String, format: 'date-time' } as const;
const WRITER_TYPES = [...ACTOR_TYPES, 'import'] as const satisfies WriterType[];
/** Any JSON value. */
const ANY = {
  oneOf: ['string', 'number', 'boolean', 'array', 'object'].map((type) => ({ type })),
  nullable: true,
};

export class RecordChangeView implements FieldChange {
  @ApiProperty({ type: String, example: 'metadata.price' })
  field!: string;

  @ApiProperty(ANY)
  from!: JsonValue;

  @ApiProperty(ANY)
  to!: JsonValue;
}

class RecordActorView implements AuditActor {
  @ApiProperty({ enum: ACTOR_TYPES })
  type!: AuditActor['type'];

  @ApiProperty(NULLABLE_TEXT)
  id!: string | null;

  @ApiProperty(NULLABLE_TEXT)
  name!: string | null;
}

class FieldWriterView {
  @ApiProperty({ enum: WRITER_TYPES })
  type!: WriterType;

  @ApiProperty(NULLABLE_TEXT)
  id!: string | null;

  @ApiProperty(NULLABLE_TEXT)
  name!: string | null;
}

/** Under what a write was done: the same in a step of a history and of a field's last writer. */
class WriteCircumstances {
  @ApiProperty({ ...NULLABLE_ID, description: 'Whose rights were used, also when an agent acted.' })
  user_id!: number | null;

  @ApiProperty(NULLABLE_ID)
  on_behalf_of!: number | null;

  @ApiProperty(NULLABLE_ID)
  approved_by!: number | null;

  @ApiProperty(NULLABLE_ID)
  agent_task_id!: number | null;

  @ApiProperty(NULLABLE_ID)
  change_set_id!: number | null;

  @ApiProperty(NULLABLE_TEXT)
  reason!: string | null;
}

/** For the OpenAPI document: one step in the life of a record. */
export class EntityHistoryView extends WriteCircumstances implements EntityHistoryEntry {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ ...NULLABLE_ID, description: 'The version that it made.' })
  version!: number | null;

  @ApiProperty(TIME)
  at!: string;

  @ApiProperty({ type: String, examples: ['entity.update'] })
  action!: string;

  @ApiProperty({ type: [RecordChangeView] })
  changes!: RecordChangeView[];

  @ApiProperty({ type: RecordActorView })
  actor!: RecordActorView;

  @ApiProperty({ ...NULLABLE_ID, description: 'The version whose values it brought back.' })
  restored_version!: number | null;
}

/** For the OpenAPI document: who or what wrote a field last. */
export class FieldProvenanceView extends WriteCircumstances implements FieldProvenance {
  @ApiProperty({ type: String, example: 'metadata.price' })
  field!: string;

  @ApiProperty(ANY)
  value!: JsonValue;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty(TIME)
  at!: string;

  @ApiProperty({ type: FieldWriterView })
  by!: FieldWriterView;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  evidence!: JsonObject | null;

  @ApiProperty(NULLABLE_ID)
  import_id!: number | null;

  @ApiProperty({
    type: Boolean,
    description: 'False while an agent’s value waits for a person to look at it.',
  })
  reviewed!: boolean;
}

/** For the OpenAPI document: a proposed change of a record. */
export class PendingChangeView implements PendingChange {
  @ApiProperty({ type: 'integer' })
  change_set_id!: number;

  @ApiProperty({ type: 'integer' })
  item_id!: number;

  @ApiProperty({ type: String })
  title!: string;

  @ApiProperty({ enum: CHANGE_OPERATIONS })
  operation!: ChangeOperation;

  @ApiProperty({ type: [RecordChangeView] })
  changes!: RecordChangeView[];

  @ApiProperty(NULLABLE_TEXT)
  reason!: string | null;

  @ApiProperty({ ...NULLABLE_TEXT, description: 'The agent that proposed it, where one did.' })
  agent!: string | null;

  @ApiProperty({ type: 'integer' })
  created_by!: number;

  @ApiProperty(TIME)
  created_at!: string;

  @ApiProperty(TIME)
  expires_at!: string;
}
