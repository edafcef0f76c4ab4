import { Entity, PrimaryColumn } from 'typeorm';

/**
 * What foreign keys to people point at in modules that know nothing else of them (`@ForeignKey('users', …)`); the table
 * itself belongs to the auth module.
 */
@Entity({ name: 'users', synchronize: false })
export class UserReferenceTable {
  @PrimaryColumn({ type: 'int' })
  id!: number;
}
