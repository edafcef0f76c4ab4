import { type JsonObject } from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { UserTable } from '../../persistence/user.table';

/** A list as somebody likes to see it. */
@Entity('views')
@Unique('uq_views_name', ['owner_id', 'resource', 'name'])
@Check('ck_views_query', `jsonb_typeof(query) = 'object' and octet_length(query::text) <= 16384`)
@Index('ix_views_shared', { synchronize: false })
export class ViewTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_views',
  })
  id!: number;

  @Column({ type: 'int' })
  @ForeignKey(() => UserTable, { name: 'fk_views_owner', onDelete: 'CASCADE' })
  owner_id!: number;

  @Column({ type: 'varchar', length: 50 })
  resource!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'jsonb' })
  query!: JsonObject;

  @Column({ type: 'boolean', default: false })
  shared!: boolean;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
