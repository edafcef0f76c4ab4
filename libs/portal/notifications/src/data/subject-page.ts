import { type Notification } from '@bureau/contracts';

/** The page of what a notification is about; null where it has none. */
export function subjectPage({
  subject_type,
  subject_id,
}: Pick<Notification, 'subject_type' | 'subject_id'>): string | null {
  if (subject_id === null) return null;
  switch (subject_type) {
    case 'entity':
      return `/records/${subject_id}`;
    case 'agent_task':
      return `/tasks/${subject_id}`;
    case 'change_set':
      return `/change-sets/${subject_id}`;
    case 'escalation':
      return `/escalations/${subject_id}`;
    case 'import_job':
      return '/records?sort=-created_at';
    default:
      return null;
  }
}
