import { type JsonObject, type RelationType } from '@bureau/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { EntityTable } from './entity.table';
import { RelationTypeTable } from './relation-type.table';

/** A directed relation between two records. */
@Entity('entity_relations')
@Unique('uq_entity_relations', ['source_id', 'target_id', 'relation_type'])
@Index('ix_entity_relations_target', ['target_id', 'id'])
@Index('ix_entity_relations_type', ['relation_type', 'id'])
export class EntityRelationTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_entity_relations',
  })
  id!: number;

  @Column({ type: 'bigint' })
  @ForeignKey(() => EntityTable, { name: 'fk_entity_relations_source', onDelete: 'CASCADE' })
  source_id!: number;

  @Column({ type: 'bigint' })
  @ForeignKey(() => EntityTable, { name: 'fk_entity_relations_target', onDelete: 'CASCADE' })
  target_id!: number;

  @Column({ type: 'varchar', length: 50 })
  @ForeignKey(() => RelationTypeTable, 'name', { name: 'fk_entity_relations_type' })
  relation_type!: RelationType;

  @Column({ type: 'jsonb', default: {} })
  metadata!: JsonObject;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
