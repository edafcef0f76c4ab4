import type { Permission, Role } from '../catalogues/permissions';

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
}

export interface CreateUser {
  email: string;
  full_name: string;
  role: Role;
  password: string;
  is_active?: boolean;
}

/** Fields left out stay. */
export interface UpdateUser {
  full_name?: string;
  role?: Role;
  is_active?: boolean;
}
