import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type Problem } from '@bureau/contracts';
import { State } from './state';

const PROBLEM: Problem = {
  type: 'about:blank',
  title: 'Internal error',
  status: 500,
  detail: 'The database did not answer.',
  code: 'INTERNAL',
  request_id: 'req-1',
};

@Component({
  imports: [State],
  template: `
    <bur-state
      what="The records"
      emptyHeading="No records yet"
      [loading]="loading()"
      [problem]="problem()"
      [empty]="empty()"
      (retry)="retries.set(retries() + 1)"
    >
      <button burEmptyAction>Import</button>
      <p>content</p>
    </bur-state>
  `,
})
class Page {
  readonly loading = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly empty = signal(false);
  readonly retries = signal(0);
}

describe('State', () => {
  let page: ComponentFixture<Page>;
  const text = () => (page.nativeElement as HTMLElement).textContent ?? '';

  beforeEach(() => {
    jest.useFakeTimers();
    page = TestBed.createComponent(Page);
    page.detectChanges();
  });

  afterEach(() => jest.useRealTimers());

  function wait(ms: number): void {
    jest.advanceTimersByTime(ms);
    page.detectChanges();
  }

  it('shows its content when there is nothing else to say', () => {
    expect(text()).toContain('content');
    expect(text()).not.toContain('Import');
  });

  it('shows nothing for 300 ms, then a skeleton, and after ten seconds that it is slow', () => {
    page.componentInstance.loading.set(true);
    page.detectChanges();
    wait(290);
    expect(page.nativeElement.querySelector('[role=status]')).toBeNull();
    wait(20);
    expect(page.nativeElement.querySelector('[role=status]')).not.toBeNull();
    expect(text()).not.toContain('longer than usual');
    wait(10_000);
    expect(text()).toContain('longer than usual');
  });

  it('says what failed and why, with the request id, and tries again', () => {
    page.componentInstance.problem.set(PROBLEM);
    page.detectChanges();
    const alert = page.nativeElement.querySelector('[role=alert]') as HTMLElement;
    expect(alert.textContent).toContain('The records could not be loaded');
    expect(alert.textContent).toContain('The database did not answer.');
    expect(alert.textContent).toContain('req-1');
    alert.querySelector('button')?.click();
    expect(page.componentInstance.retries()).toBe(1);
  });

  it.each([
    [404, 'Not found'],
    [403, 'You may not see this'],
  ])('offers no second try where it would not help: %s', (status, heading) => {
    page.componentInstance.problem.set({ ...PROBLEM, status });
    page.detectChanges();
    expect(text()).toContain(heading);
    expect(page.nativeElement.querySelector('[role=alert] button')).toBeNull();
  });

  it('says that there is nothing, and what to do', () => {
    page.componentInstance.empty.set(true);
    page.detectChanges();
    expect(text()).toContain('No records yet');
    expect(text()).toContain('Import');
    expect(text()).not.toContain('content');
  });
});
