import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A sign-in of one browser or service; access tokens name it and end with it. */
@Entity('sessions')
@Index('ix_sessions_user', { synchronize: false })
@Index('ix_sessions_address', ['user_id', 'ip'])
export class SessionTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_sessions',
  })
  id!: number;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_sessions_user' })
  user_id!: number;

  @Column({ type: 'inet', nullable: true })
  ip!: string | null;

  @Column({ type: 'varchar', length: 400, nullable: true })
  user_agent!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  last_used_at!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  expires_at!: string;

  /** When it last showed who uses it, by signing in or again since. */
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  stepped_up_at!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  revoked_at!: string | null;

  @Column({ type: 'varchar', length: 40, nullable: true })
  revoked_reason!: string | null;
}
