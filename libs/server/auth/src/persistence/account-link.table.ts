import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** The one link by which a person may choose a password; used or replaced, it is gone. */
@Entity('account_links')
@Unique('uq_account_links_token', ['token_hash'])
export class AccountLinkTable {
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_account_links' })
  @ForeignKey('users', { name: 'fk_account_links_user' })
  user_id!: number;

  @Column({ type: 'varchar', length: 20 })
  purpose!: string;

  @Column({ type: 'bytea' })
  token_hash!: Buffer;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  expires_at!: string;
}
