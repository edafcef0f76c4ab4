import { type ApiKeyMode, type Permission } from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A service's way in; the secret itself is nowhere. */
@Entity('api_keys')
@Check('ck_api_keys_mode', `mode in ('direct', 'propose')`)
@Check('ck_api_keys_scopes', `jsonb_typeof(scopes) = 'array'`)
@Unique('uq_api_keys_prefix', ['prefix'])
@Unique('uq_api_keys_secret', ['secret_hash'])
export class ApiKeyTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_api_keys',
  })
  id!: number;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 12 })
  prefix!: string;

  /** SHA-256 as base64url. */
  @Column({ type: 'varchar', length: 43 })
  secret_hash!: string;

  @Column({ type: 'varchar', length: 10, default: 'direct' })
  mode!: ApiKeyMode;

  @Column({ type: 'jsonb' })
  scopes!: Permission[];

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  expires_at!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  last_used_at!: string | null;

  @Column({ type: 'inet', nullable: true })
  last_used_ip!: string | null;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_api_keys_maker' })
  created_by!: number;

  /** In whose name it acts, and whose rights bound its own. */
  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_api_keys_owner' })
  owner_id!: number;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  revoked_at!: string | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
