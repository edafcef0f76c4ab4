import { type AuditLogAlerted } from './event-payloads';
import { type Notice } from './notice';

/** What an admin is told when the audit log needs somebody. */
export function auditNotice({ id, user_id, sentence }: AuditLogAlerted): Notice {
  const title = 'The audit log needs a look';
  return {
    user_id,
    type: 'system.alert',
    title,
    message: sentence,
    subject_type: 'audit_log',
    subject_id: id,
  };
}
