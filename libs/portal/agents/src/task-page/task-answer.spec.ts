import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type AgentTask } from '@bureau/contracts';
import { aTask } from '../testing/builders';
import { type StreamedText } from '../data/streamed-text';
import { TaskAnswer } from './task-answer';

function render(task: Partial<AgentTask>, messages: string[] = [], writing: StreamedText | null = null) {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(TaskAnswer);
  fixture.componentRef.setInput('task', aTask(task));
  fixture.componentRef.setInput(
    'messages',
    messages.map((text, index) => ({ id: `m${index}`, agent: 'curator', text })),
  );
  fixture.componentRef.setInput('writing', writing);
  fixture.detectChanges();
  return fixture;
}

describe('what the agent says', () => {
  it('is the result first, without repeating it, and the way there on demand', () => {
    const page: HTMLElement = render({ status: 'completed', result: 'There are **12**.' }, [
      'I look.',
      'There are **12**.',
    ]).nativeElement;

    expect(page.querySelector('h2')?.textContent).toBe('Result');
    expect(page.querySelector('strong')?.textContent).toBe('12');
    expect(page.querySelector('summary')?.textContent).toContain('(1)');
    expect(page.textContent?.match(/There are/g)).toHaveLength(1);
  });

  it('is drawn block by block while it is written, finished blocks untouched', () => {
    const fixture = render({}, [], { message_id: 'm1', text: 'First.\n\nSec', missing: 0 });
    const page: HTMLElement = fixture.nativeElement;
    const first = page.querySelector('.writing p');
    fixture.componentRef.setInput('writing', {
      message_id: 'm1',
      text: 'First.\n\nSecond.\n\nThird',
      missing: 0,
    });
    fixture.detectChanges();

    expect([...page.querySelectorAll('.writing p')].map((block) => block.textContent?.trim())).toEqual([
      'First.',
      'Second.',
      'Third',
    ]);
    expect(page.querySelector('.writing p')).toBe(first);
  });

  it('is text: nothing in it runs or loads', () => {
    const page: HTMLElement = render({}, [], {
      message_id: 'm1',
      text: '<img src=x onerror=alert(1)> <script>alert(1)</script> [go](javascript:alert(1))',
      missing: 0,
    }).nativeElement;

    expect(page.querySelector('img, script, [onerror]')).toBeNull();
    expect(page.querySelector('a')?.getAttribute('href') ?? '').not.toContain('javascript');
  });

  it('is why it stopped, when it failed', () => {
    const page: HTMLElement = render({
      status: 'failed',
      error: { code: 'MODEL_UNAVAILABLE', detail: 'The model did not answer.' },
    }).nativeElement;

    expect(page.querySelector('[role=alert]')?.textContent).toContain('The model did not answer.');
  });

  it('says that it waits for its turn', () => {
    expect(render({ status: 'queued' }).nativeElement.textContent).toContain('Waiting for a free agent');
  });
});
