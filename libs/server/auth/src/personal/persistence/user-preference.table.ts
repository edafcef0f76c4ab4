import { type JsonObject } from '@bureau/contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { UserTable } from '../../persistence/user.table';

/** How one person likes the portal. */
@Entity('user_preferences')
@Check(
  'ck_user_preferences',
  `jsonb_typeof(preferences) = 'object' and octet_length(preferences::text) <= 16384`,
)
export class UserPreferenceTable {
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'pk_user_preferences' })
  @ForeignKey(() => UserTable, { name: 'fk_user_preferences_user', onDelete: 'CASCADE' })
  user_id!: number;

  @Column({ type: 'jsonb' })
  preferences!: JsonObject;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updated_at!: string;
}
