import { ENTITY_STATUSES, type EntityStatus, type JsonObject } from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A record of the organisation. */
@Entity('entities')
@Check('ck_entities_status', `status in (${ENTITY_STATUSES.map((status) => `'${status}'`).join(', ')})`)
@Check('ck_entities_metadata', `jsonb_typeof(metadata) = 'object' and octet_length(metadata::text) <= 65536`)
@Index('ix_entities_live', { synchronize: false })
@Index('ix_entities_created', { synchronize: false })
@Index('ix_entities_updated', { synchronize: false })
@Index('ix_entities_name', { synchronize: false })
@Index('ix_entities_status', { synchronize: false })
@Index('ix_entities_owner', { synchronize: false })
@Index('ix_entities_type', { synchronize: false })
@Index('ix_entities_trash', { synchronize: false })
@Index('ix_entities_unreviewed', { synchronize: false })
@Index('ix_entities_search', { synchronize: false })
@Index('ix_entities_metadata', { synchronize: false })
@Index('ix_entities_name_trgm', { synchronize: false })
export class EntityTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_entities',
  })
  id!: number;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'varchar', length: 30, default: 'active' })
  status!: EntityStatus;

  @Column({ type: 'varchar', length: 100, nullable: true })
  type!: string | null;

  @Column({ type: 'jsonb', default: {} })
  metadata!: JsonObject;

  @Column({ type: 'int', nullable: true })
  @ForeignKey('users', { name: 'fk_entities_owner' })
  owner_id!: number | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  /** Set while it is in the trash. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  deleted_at!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;

  /** Paths of fields that an agent wrote and nobody has looked at since; null where there are none. */
  @Column({ type: 'jsonb', nullable: true })
  unreviewed!: string[] | null;
}
