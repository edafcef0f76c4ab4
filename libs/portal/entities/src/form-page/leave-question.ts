import { type ConfirmQuestion } from '@bureau/portal-ui';

/** The question before a page with unsaved work is left. @param text what would be lost */
export function leaveQuestion(text: string): ConfirmQuestion {
  return { title: 'Leave without saving?', text, action: 'Leave', cancel: 'Stay', danger: true };
}
