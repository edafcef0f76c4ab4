import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A person's authenticator app. */
@Entity('user_totp')
export class UserTotpTable {
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_user_totp' })
  @ForeignKey('users', { name: 'fk_user_totp_user' })
  user_id!: number;

  /** Encrypted by a key that the database does not have. */
  @Column({ type: 'bytea' })
  secret!: Buffer;

  /** Null until a first code proved that the app has the secret: it is not asked for before. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  confirmed_at!: string | null;

  /** The time step of the last code that was taken: no code counts twice. */
  @Column({ type: 'bigint', default: 0 })
  last_step!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;
}
