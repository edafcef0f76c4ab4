import { type NotificationType } from '@bureau/contracts';

/** Whom an event concerns and what they are told. */
export interface Notice {
  /** Null where it is for an audience. */
  user_id: number | null;
  /** Everybody active with the role, but for those who know it already. */
  audience?: { role: string; except: number[] };
  type: NotificationType;
  title: string;
  message: string;
  /** Both or neither. */
  subject_type: string | null;
  subject_id: number | null;
}

const MAX_TITLE = 255;

/** A title that fits its column, cut with an ellipsis. */
export function fitTitle(title: string): string {
  const characters = [...title];
  return characters.length <= MAX_TITLE ? title : `${characters.slice(0, MAX_TITLE - 1).join('')}…`;
}
