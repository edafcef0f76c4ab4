import { type Permission, type RoleRule } from '@bureau/contracts';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A role that people have. */
@Entity('roles')
@Unique('uq_roles_name', ['name'])
@Check('ck_roles_name', `name ~ '^[a-z][a-z0-9_-]*$'`)
@Check('ck_roles_rules', `jsonb_typeof(rules) = 'array'`)
export class RoleTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'int',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_roles',
  })
  id!: number;

  @Column({ type: 'varchar', length: 50 })
  name!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  /** Of the admin: none, since that role may do everything there is. */
  @Column({ type: 'text', array: true, default: [] })
  permissions!: Permission[];

  @Column({ type: 'jsonb', default: [] })
  rules!: RoleRule[];

  @Column({ type: 'boolean', default: false })
  built_in!: boolean;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
