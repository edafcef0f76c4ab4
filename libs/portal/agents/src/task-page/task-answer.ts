import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type AgentTask } from '@bureau/contracts';
import { Markdown, Skeleton } from '@bureau/portal-ui';
import { LucideArrowDown } from '@lucide/angular';
import { type MarkdownBlocks, NO_BLOCKS, toBlocks } from '../data/markdown-blocks';
import { type StreamedText } from '../data/streamed-text';
import { type TaskMessage } from '../data/task-story';
import { isOver, isWaiting } from '../data/task-words';

/** This close to the end of the text, in pixels, counts as being there. */
const NEAR = 64;

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
  /** What it waits for stands elsewhere on the page. */
  protected readonly waiting = computed(() => isWaiting(this.task().status));
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
  #wasWriting = false;

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    // Scroll events come before the next paint: whoever scrolls away is not pulled back. Growing text makes none.
    const scrolled = () => this.following.set(this.#endIsInView());
    view?.addEventListener('scroll', scrolled, { passive: true });
    inject(DestroyRef).onDestroy(() => view?.removeEventListener('scroll', scrolled));
    afterRenderEffect(() => {
      this.blocks();
      const writing = this.writing() !== null;
      if (writing && !this.#wasWriting) this.following.set(this.#endIsInView());
      this.#wasWriting = writing;
      if (writing && untracked(this.following)) this.toEnd('instant');
    });
  }

  protected toEnd(behavior: ScrollBehavior): void {
    this.endMark()?.nativeElement.scrollIntoView?.({ block: 'nearest', behavior });
  }

  #endIsInView(): boolean {
    const end = this.endMark()?.nativeElement;
    if (!end?.ownerDocument.defaultView) return true;
    return end.getBoundingClientRect().top < end.ownerDocument.defaultView.innerHeight + NEAR;
  }
}
