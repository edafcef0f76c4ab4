import { type JsonObject } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { type QueueName } from '../queue/queues';
import { type OutboxEvent } from './outbox-event';

/** A job that an event asks for: ids only, since the rows are the truth. */
export interface RoutedJob {
  name: string;
  /** Deterministic, without `:`; the same id is enqueued once. */
  id: string;
  data: JsonObject;
  /** BullMQ's: 1 is first; absent goes before all. */
  priority?: number;
}

export interface OutboxRoute {
  topic: string;
  queue: QueueName;
  /** The job for this event, or null where it asks for none. */
  job(event: OutboxEvent): RoutedJob | null;
}

/** Which events become jobs. Features register theirs when their jobs module starts. */
@Injectable()
export class OutboxRoutes {
  private readonly byTopic = new Map<string, OutboxRoute[]>();

  register(route: OutboxRoute): void {
    this.byTopic.set(route.topic, [...(this.byTopic.get(route.topic) ?? []), route]);
  }

  /** Jobs for these events, by queue. */
  jobsFor(events: readonly OutboxEvent[]): Map<QueueName, RoutedJob[]> {
    const jobs = new Map<QueueName, RoutedJob[]>();
    for (const event of events) {
      for (const route of this.byTopic.get(event.topic) ?? []) {
        const job = route.job(event);
        if (!job) continue;
        const queued = jobs.get(route.queue);
        if (queued) queued.push(job);
        else jobs.set(route.queue, [job]);
      }
    }
    return jobs;
  }
}
