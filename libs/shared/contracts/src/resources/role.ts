import type { Permission } from '../catalogues/permissions';
import type { RoleRule } from './rule';

/** What a role may be called: its name stands in addresses, filters and audit rows. */
export const ROLE_NAME = /^[a-z][a-z0-9_-]{0,49}$/;

/** A set of permissions under a name, with the rules that narrow them. */
export interface RoleRecord {
  id: number;
  /** Lower case letters, digits, `_` and `-`, at most 50; unique. */
  name: string;
  description: string | null;
  permissions: Permission[];
  /** Which records and fields the permissions are about; none: all of them. */
  rules: RoleRule[];
  /** Came with the product: it cannot be deleted or renamed, and `admin` cannot be changed at all. */
  built_in: boolean;
  version: number;
  created_at: string;
  updated_at: string;
}

/** Body of `POST /roles`. */
export interface NewRole {
  name: string;
  description?: string | null;
  permissions: Permission[];
  rules?: RoleRule[];
}

/** One thing that was asked in order to tell whether somebody may do something. */
export interface ExplainCheck {
  check: 'account' | 'role' | 'permission' | 'row_rule' | 'field_rule';
  outcome: 'passed' | 'failed' | 'not_asked';
  /** A sentence for people. */
  detail: string;
}

/** Answer of `GET /auth/explain`. */
export interface Explanation {
  user_id: number;
  action: string;
  /** The record that was asked about; null: the action in general. */
  id: number | null;
  allowed: boolean;
  /** Why, as a sentence. */
  reason: string;
  checks: ExplainCheck[];
}
