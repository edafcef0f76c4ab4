import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A mail that is to be sent. Its text is made when it is: a link in it stands nowhere else. */
@Entity('mail_messages')
@Index('ix_mail_messages_due', { synchronize: false })
@Index('ix_mail_messages_user', { synchronize: false })
export class MailMessageTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_mail_messages',
  })
  id!: number;

  @Column({ type: 'varchar', length: 40 })
  kind!: string;

  /** Null where somebody asked in the name of an account that does not exist: written all the same, and never sent. */
  @Column({ type: 'int', nullable: true })
  @ForeignKey('users', { name: 'fk_mail_messages_user' })
  user_id!: number | null;

  @Column({ type: 'varchar', length: 10, default: 'queued' })
  status!: string;

  @Column({ type: 'int', default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  next_attempt_at!: string;

  @Column({ type: 'varchar', length: 200, nullable: true })
  error!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  sent_at!: string | null;
}
