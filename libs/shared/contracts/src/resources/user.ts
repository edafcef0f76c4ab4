import type { Permission, Role } from '../catalogues/permissions';
import type { FieldAccess } from './rule';

export interface User {
  id: number;
  email: string;
  full_name: string;
  role: Role;
  is_active: boolean;
  version: number;
  created_at: string;
  updated_at: string;
}

/** The signed-in person with what they may do. */
export interface CurrentUser extends User {
  permissions: Permission[];
  /** Fields of records that the person's role hides or protects; absent: none. */
  field_access?: Record<string, FieldAccess>;
}

export interface CreateUser {
  email: string;
  full_name: string;
  role: Role;
  /** Without it the person is invited by mail to choose one. */
  password?: string;
  is_active?: boolean;
}

/** Fields left out stay. */
export interface UpdateUser {
  full_name?: string;
  role?: Role;
  is_active?: boolean;
}
