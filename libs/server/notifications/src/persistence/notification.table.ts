import { type NotificationType } from '@bureau/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Something that a person is told of. */
@Entity('notifications')
@Unique('uq_notifications_event', ['event_id', 'user_id'])
@Index('ix_notifications_user', { synchronize: false })
@Index('ix_notifications_unread', { synchronize: false })
export class NotificationTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_notifications',
  })
  id!: number;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_notifications_user' })
  user_id!: number;

  @Column({ type: 'varchar', length: 50 })
  type!: NotificationType;

  @Column({ type: 'varchar', length: 255 })
  title!: string;

  @Column({ type: 'text' })
  message!: string;

  @Column({ type: 'boolean', default: false })
  is_read!: boolean;

  @Column({ type: 'varchar', length: 50, nullable: true })
  subject_type!: string | null;

  @Column({ type: 'bigint', nullable: true })
  subject_id!: number | null;

  /** The outbox event that it tells of: one event tells a person once. */
  @Column({ type: 'bigint', nullable: true })
  event_id!: number | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  /** Deleted by its owner; the row stays, so that its event does not tell them again. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  deleted_at!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
