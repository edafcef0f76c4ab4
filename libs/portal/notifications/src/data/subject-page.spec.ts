import { subjectPage } from './subject-page';

describe('the page of a notification', () => {
  it.each([
    ['change_set', '/change-sets/4'],
    ['agent_task', '/tasks/4'],
    ['escalation', '/escalations/4'],
    ['entity', '/records/4'],
    ['import_job', '/records?sort=-created_at'],
  ])('of a %s is %s', (subject_type, page) => {
    expect(subjectPage({ subject_type, subject_id: 4 })).toBe(page);
  });

  it('is none where there is nothing to show', () => {
    expect(subjectPage({ subject_type: 'queue', subject_id: 4 })).toBeNull();
    expect(subjectPage({ subject_type: 'entity', subject_id: null })).toBeNull();
  });
});
