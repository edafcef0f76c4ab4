import { type ChangeSet } from '@bureau/contracts';
import { Created, Id, Permit } from '@bureau/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { ChangeSetReadings } from '../change-set-readings.service';
import { TaskReverts } from '../revert/task-reverts.service';
import { ChangeSetView } from './change-set.view';
import { RevertChangeSetDto } from './dto/decide-change-set.dto';

/** What a task changed is taken back as a whole. */
@ApiTags('agent-tasks')
@Controller('agent-tasks')
export class TaskRevertsController {
  constructor(
    private readonly reverts: TaskReverts,
    private readonly readings: ChangeSetReadings,
  ) {}

  /**
   * Proposes to take back everything that the task committed, as one change set. What people changed since stays.
   * Somebody decides on it like on any change set.
   */
  @Post(':id/revert')
  @Permit('change_set:decide')
  @Created('change-sets')
  @ApiCreatedResponse({ type: ChangeSetView })
  async revert(@Id() id: number, @Body() { reason }: RevertChangeSetDto): Promise<ChangeSet> {
    const inverse = await this.reverts.revert(id, reason);
    return this.readings.get(inverse.id);
  }
}
