import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A code for the day on which the authenticator app is lost; only its keyed hash is kept. */
@Entity('recovery_codes')
@Unique('uq_recovery_codes', ['user_id', 'code_hash'])
export class RecoveryCodeTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_recovery_codes',
  })
  id!: number;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_recovery_codes_user' })
  user_id!: number;

  @Column({ type: 'bytea' })
  code_hash!: Buffer;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  used_at!: string | null;
}
