import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** One record, or the list of all where there is no id. */
export class EntitySubscriptionMessage {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  id?: number;
}
