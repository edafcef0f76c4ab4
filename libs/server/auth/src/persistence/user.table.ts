import { type Role } from '@bureau/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { RoleTable } from '../roles/persistence/role.table';

/** A person with an account. */
@Entity('users')
@Index('ix_users_role', ['role'])
@Index('uq_users_email', { synchronize: false })
export class UserTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'int',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_users',
  })
  id!: number;

  /** Unique without regard to case. */
  @Column({ type: 'varchar', length: 255 })
  email!: string;

  /** Argon2id in PHC form; null for somebody who cannot sign in by password. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  hashed_password!: string | null;

  @Column({ type: 'varchar', length: 255 })
  full_name!: string;

  @Column({ type: 'varchar', length: 50 })
  @ForeignKey(() => RoleTable, 'name', { name: 'fk_users_role' })
  role!: Role;

  @Column({ type: 'boolean', default: true })
  is_active!: boolean;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;

  /** Set once what named the person was taken out of the account. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  erased_at!: string | null;
}
