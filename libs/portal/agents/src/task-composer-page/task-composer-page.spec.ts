import { TestBed } from '@angular/core/testing';
import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { provideRouter, Router } from '@angular/router';
import { AgentsApi } from '../data/agents-api';
import { aTask } from '../testing/builders';
import { aProblem, settle } from '../testing/fakes';
import { TaskComposerPage } from './task-composer-page';

function setUp(entityIds?: string) {
  const ask = jest.fn<ReturnType<AgentsApi['ask']>, Parameters<AgentsApi['ask']>>();
  ask.mockResolvedValue(aTask());
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: AgentsApi, useValue: { ask } },
    ],
  });
  const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
  const fixture = TestBed.createComponent(TaskComposerPage);
  if (entityIds) fixture.componentRef.setInput('entity_ids', entityIds);
  fixture.detectChanges();
  const page: HTMLElement = fixture.nativeElement;
  const area = page.querySelector('textarea') as HTMLTextAreaElement;
  return {
    ask,
    navigate,
    page,
    area,
    write: (text: string) => {
      area.value = text;
      area.dispatchEvent(new Event('input'));
      fixture.detectChanges();
    },
    send: async () => {
      area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }));
      await settle();
      fixture.detectChanges();
    },
  };
}

describe('asking an agent', () => {
  beforeEach(() => sessionStorage.clear());

  it('sends the request with its records by Ctrl and Enter, and opens the task', async () => {
    const { write, send, ask, navigate } = setUp('4,7,x,-1');
    write(' Summarise the given records ');
    await send();

    expect(ask.mock.calls[0]?.[0]).toEqual({ input: 'Summarise the given records', entity_ids: [4, 7] });
    expect(navigate).toHaveBeenCalledWith(['/tasks', 88]);
    expect(sessionStorage.getItem('bureau.task-draft')).toBeNull();
  });

  it('asks for the words that are missing and sends nothing', async () => {
    const { page, send, ask } = setUp();
    await send();

    expect(ask).not.toHaveBeenCalled();
    expect(page.textContent).toContain('Write what you want done.');
  });

  it('repeats the same request under the same key, and another one under another', async () => {
    const { write, send, ask } = setUp();
    ask.mockRejectedValueOnce(aProblem({ status: 0 })).mockRejectedValueOnce(aProblem({ status: 503 }));
    write('Count records by section');
    await send();
    await send();
    write('Count records by status');
    await send();

    const [first, second, third] = ask.mock.calls.map(([, key]) => key);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('shows what the server found wrong beside the field, and keeps the text', async () => {
    const { write, send, ask, page, area } = setUp();
    const errors = [{ pointer: '/input', code: 'TOO_LONG', detail: 'At most 8,000 characters.' }];
    ask.mockRejectedValueOnce(aProblem({ status: 400, errors }));
    write('Count records by section');
    await send();

    expect(page.querySelector('bur-field')?.textContent).toContain('At most 8,000 characters.');
    expect(area.getAttribute('aria-invalid')).toBe('true');
    expect(area.value).toBe('Count records by section');
  });

  it('keeps a draft for the next visit and takes up examples', () => {
    const { write } = setUp();
    write('Half a thou');
    TestBed.resetTestingModule();

    const again = setUp();
    expect(again.area.value).toBe('Half a thou');
    again.page.querySelector<HTMLButtonElement>('bur-example-requests button')?.click();
    TestBed.tick();
    expect(again.area.value).toBe('How many active records are there per section?');
  });
});
