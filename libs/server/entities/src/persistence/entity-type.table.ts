import { type JsonObject } from '@bureau/contracts';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A type that records can have, with the JSON Schema of their metadata. */
@Entity('entity_types')
@Unique('uq_entity_types_name', ['name'])
@Check('ck_entity_types_schema', `jsonb_typeof(schema) = 'object' and octet_length(schema::text) <= 65536`)
export class EntityTypeTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'int',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_entity_types',
  })
  id!: number;

  /** What a record's `type` says. */
  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 255 })
  title!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'jsonb', default: {} })
  schema!: JsonObject;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
