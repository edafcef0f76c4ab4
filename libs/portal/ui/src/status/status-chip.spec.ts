import { TestBed } from '@angular/core/testing';
import {
  AGENT_TASK_STATUSES,
  CHANGE_SET_STATUSES,
  ENTITY_STATUSES,
  IMPORT_STATUSES,
} from '@bureau/contracts';
import { STATUS_LOOKS, statusLook } from './status-catalogue';
import { StatusChip } from './status-chip';

describe('StatusChip', () => {
  const render = (status: string): HTMLElement => {
    const chip = TestBed.createComponent(StatusChip);
    chip.componentRef.setInput('status', status);
    chip.detectChanges();
    return chip.nativeElement as HTMLElement;
  };

  const all = new Set([
    ...ENTITY_STATUSES,
    ...AGENT_TASK_STATUSES,
    ...CHANGE_SET_STATUSES,
    ...IMPORT_STATUSES,
  ]);

  it.each([...all])('tells %s by icon, word and colour', (status) => {
    const chip = render(status);
    expect(chip.textContent?.trim()).toBe(STATUS_LOOKS[status].word);
    expect(chip.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    expect(chip.querySelector('.chip')?.classList).toContain(STATUS_LOOKS[status].tone);
  });

  it('keeps violet and dashes for what is proposed', () => {
    const proposed = Object.entries(STATUS_LOOKS).filter(([, { tone }]) => tone === 'proposed');
    expect(proposed.map(([status]) => status)).toEqual(['proposed']);
  });

  it('shows a status that it does not know in words', () => {
    expect(render('waiting_for_moon').textContent?.trim()).toBe('waiting for moon');
    expect(statusLook('waiting_for_moon').tone).toBe('neutral');
  });
});
