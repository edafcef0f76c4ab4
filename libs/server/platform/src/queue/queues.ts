/** Every job queue of the product; a queue has one kind of work. */
export const QUEUES = {
  agentTasks: 'agent-tasks',
  imports: 'imports',
  notifications: 'notifications',
  audit: 'audit',
  mail: 'mail',
} as const;

export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];

/** Name of the settings with which workers connect, for `@Processor({ name, configKey: WORKER })`. */
export const WORKER = 'worker';
