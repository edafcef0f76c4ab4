import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Who a person is at an OpenID provider: the issuer and the subject, never the e-mail address, which may change hands. */
@Entity('user_identities')
@Unique('uq_user_identities', ['issuer', 'subject'])
@Index('ix_user_identities_user', ['user_id', 'id'])
export class UserIdentityTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_user_identities',
  })
  id!: number;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_user_identities_user' })
  user_id!: number;

  @Column({ type: 'varchar', length: 500 })
  issuer!: string;

  @Column({ type: 'varchar', length: 255 })
  subject!: string;

  /** As the provider said at the last sign-in; for people who look. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  email!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  last_used_at!: string;
}
