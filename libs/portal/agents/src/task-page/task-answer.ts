import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type AgentTask } from '@bureau/contracts';
import { Markdown, Skeleton } from '@bureau/portal-ui';
import { LucideArrowDown } from '@lucide/angular';
import { type MarkdownBlocks, NO_BLOCKS, toBlocks } from '../data/markdown-blocks';
import { type StreamedText } from '../data/streamed-text';
import { type TaskMessage } from '../data/task-story';
import { isOver } from '../data/task-words';

/** What the agent says: the result first once there is one, else its messages and the text that is being written. */
@Component({
  selector: 'bur-task-answer',
  imports: [MatButtonModule, LucideArrowDown, Markdown, Skeleton],
  templateUrl: './task-answer.html',
})
export class TaskAnswer {
  readonly task = input.required<AgentTask>();
  readonly messages = input.required<readonly TaskMessage[]>();
  readonly writing = input<StreamedText | null>(null);
  readonly storyRead = input(true);
  protected readonly endMark = viewChild<ElementRef<HTMLElement>>('end');

  protected readonly over = computed(() => isOver(this.task().status));
  /** Messages that the result does not repeat. */
  protected readonly earlier = computed(() => {
    const { result } = this.task();
    return this.messages().filter((message) => message.text.trim() !== result?.trim());
  });
  protected readonly blocks = linkedSignal<string, MarkdownBlocks>({
    source: () => this.writing()?.text ?? '',
    computation: (text, before) => (text ? toBlocks(before?.value ?? NO_BLOCKS, text) : NO_BLOCKS),
  });
  protected readonly saysNothing = computed(
    () => !this.task().result && !this.messages().length && !this.writing(),
  );
  /** The reader is at the end of the text, and stays there while it grows. */
  protected readonly following = signal(true);

  constructor() {
    this.#watchEnd();
    afterRenderEffect(() => {
      this.blocks();
      if (this.writing() && this.following()) this.toEnd('instant');
    });
  }

  protected toEnd(behavior: ScrollBehavior): void {
    this.endMark()?.nativeElement.scrollIntoView?.({ block: 'nearest', behavior });
  }

  #watchEnd(): void {
    if (typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      ([entry]) => this.following.set(entry?.isIntersecting ?? true),
      {
        rootMargin: '0px 0px 64px 0px',
      },
    );
    afterRenderEffect(() => {
      observer.disconnect();
      const end = this.endMark();
      if (end) observer.observe(end.nativeElement);
    });
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }
}
