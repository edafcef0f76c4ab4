import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Tasks that one person asked for one after the other, each knowing what was said before. */
@Entity('conversations')
@Index('ix_conversations_owner', { synchronize: false })
export class ConversationTable {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_conversations',
  })
  id!: number;

  @Column({ type: 'varchar', length: 255 })
  title!: string;

  @Column({ type: 'int' })
  @ForeignKey('users', { name: 'fk_conversations_owner' })
  owner_id!: number;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: Date;
}
