import { IsInt, IsOptional, IsPositive, Max, Min } from 'class-validator';

/** `agent_task.subscribe`. */
export class TaskSubscribeMessage {
  @IsInt()
  @IsPositive()
  id!: number;

  /** Events up to this one are known already. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  after_seq?: number;
}

/** `agent_task.unsubscribe`. */
export class TaskUnsubscribeMessage {
  @IsInt()
  @IsPositive()
  id!: number;
}
