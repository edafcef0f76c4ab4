import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One link in a session's chain of refresh tokens; only the hash is kept. */
@Entity('refresh_tokens')
@Unique('uq_refresh_tokens_hash', ['token_hash'])
@Index('ix_refresh_tokens_session', ['session_id'])
export class RefreshTokenTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_refresh_tokens',
  })
  id!: number;

  @Column({ type: 'bigint' })
  @ForeignKey('sessions', { name: 'fk_refresh_tokens_session', onDelete: 'CASCADE' })
  session_id!: number;

  @Column({ type: 'bytea' })
  token_hash!: Buffer;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  /** When it was traded for its successor. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  used_at!: string | null;
}
