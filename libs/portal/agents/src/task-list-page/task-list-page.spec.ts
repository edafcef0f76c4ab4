import { HttpHeaders, HttpResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { Api, Live, Session } from '@bureau/portal-core';
import { AgentsApi } from '../data/agents-api';
import { aTask } from '../testing/builders';
import { FakeLive, fakeSession, settle } from '../testing/fakes';
import { TaskListPage } from './task-list-page';

async function setUp(status?: string) {
  const live = new FakeLive();
  const tasks = [aTask({ id: 7, input: 'Find duplicates by source' })];
  const api = {
    getPage: jest.fn(() => Promise.resolve(new HttpResponse({ body: tasks, headers: new HttpHeaders() }))),
    get: jest.fn(() => Promise.resolve([])),
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: Api, useValue: api },
      {
        provide: AgentsApi,
        useValue: { task: (id: number) => Promise.resolve(aTask({ id, status: 'queued' })) },
      },
      { provide: Live, useValue: live },
      { provide: Session, useValue: fakeSession() },
    ],
  });
  const fixture = TestBed.createComponent(TaskListPage);
  if (status) fixture.componentRef.setInput('status', status);
  const shown = async () => {
    fixture.detectChanges();
    await settle();
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent ?? '';
  };
  await shown();
  return { live, api, shown, page: fixture.nativeElement as HTMLElement };
}

describe('the list of tasks', () => {
  it('follows the tasks that it shows in place', async () => {
    const { live, shown } = await setUp();
    expect(await shown()).toContain('Running');
    live.tell('agent_task.changed', { id: 7, status: 'completed', version: 5 });

    expect(await shown()).toContain('Completed');
  });

  it('holds new tasks back until they are asked for', async () => {
    const { live, api, shown, page } = await setUp();
    live.tell('agent_task.changed', { id: 8, status: 'queued', version: 1 });
    expect(await shown()).toContain('1 new, show');
    expect(api.getPage).toHaveBeenCalledTimes(1);

    page.querySelector<HTMLButtonElement>('bur-new-rows button')?.click();
    await shown();
    expect(api.getPage).toHaveBeenCalledTimes(2);
  });

  it('does not announce what its filter leaves out', async () => {
    const { live, shown } = await setUp('failed');
    live.tell('agent_task.changed', { id: 8, status: 'queued', version: 1 });

    expect(await shown()).not.toContain('new, show');
  });

  it('keeps its filter in the address', async () => {
    const { page } = await setUp();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const box = page.querySelector('select') as HTMLSelectElement;
    box.value = 'failed';
    box.dispatchEvent(new Event('change'));

    expect(navigate).toHaveBeenCalledWith([], {
      queryParams: { status: 'failed' },
      queryParamsHandling: 'merge',
    });
  });
});
