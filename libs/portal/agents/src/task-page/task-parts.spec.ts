import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aTask } from '../testing/builders';
import { TaskParts } from './task-parts';

describe('TaskParts', () => {
  const show = (task: ReturnType<typeof aTask>) => {
    TestBed.configureTestingModule({
      providers: [provideRouter([]), provideHttpClient(), provideHttpClientTesting()],
    });
    const fixture = TestBed.createComponent(TaskParts);
    fixture.componentRef.setInput('task', task);
    TestBed.tick();
    return {
      page: fixture.nativeElement as HTMLElement,
      http: TestBed.inject(HttpTestingController),
      fixture,
    };
  };

  it('lists the parts of a task that was split up', async () => {
    const { page, http, fixture } = show(aTask({ id: 7, agent: 'dispatcher' }));
    const parts = [
      aTask({ id: 8, parent_id: 7, part: 1, agent: 'analyst', input: 'Count' }),
      aTask({ id: 9, parent_id: 7, part: 2, agent: 'curator', input: 'Clean' }),
    ];
    for (const request of http.match(({ params }) => params.get('parent_id') === '7'))
      if (!request.cancelled) request.flush(parts);
    await fixture.whenStable();
    expect([...page.querySelectorAll('li a')].map((link) => link.getAttribute('href'))).toEqual([
      '/tasks/8',
      '/tasks/9',
    ]);
    expect(page.textContent).toContain('analyst');
  });

  it('leads from a part to its whole, and asks nothing', async () => {
    const { page, http, fixture } = show(aTask({ id: 8, parent_id: 7, part: 2, agent: 'analyst' }));
    await fixture.whenStable();
    http.expectNone(() => true);
    expect(page.textContent).toContain('Part 2 of task 7');
    expect(page.querySelector('a')?.getAttribute('href')).toBe('/tasks/7');
  });
});
