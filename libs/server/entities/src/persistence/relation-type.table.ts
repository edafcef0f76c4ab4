import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A way in which records belong together, with the rules that a trigger keeps. */
@Entity('relation_types')
@Unique('uq_relation_types_name', ['name'])
@Check('ck_relation_types_cycles', 'cycles_allowed or not (self_allowed or is_symmetric)')
export class RelationTypeTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'int',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_relation_types',
  })
  id!: number;

  @Column({ type: 'varchar', length: 50 })
  name!: string;

  /** As it reads from the source: `depends on`. */
  @Column({ type: 'varchar', length: 100 })
  title!: string;

  /** As it reads from the target: `is needed by`. */
  @Column({ type: 'varchar', length: 100 })
  inverse_title!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'boolean', default: false })
  is_symmetric!: boolean;

  @Column({ type: 'boolean', default: false })
  self_allowed!: boolean;

  @Column({ type: 'boolean', default: true })
  cycles_allowed!: boolean;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
