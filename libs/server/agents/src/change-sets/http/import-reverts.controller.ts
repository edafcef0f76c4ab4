import { type ChangeSet } from '@bureau/contracts';
import { ImportsService } from '@bureau/entities';
import { commonError, Created, Id, Permit } from '@bureau/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { ChangeSetReadings } from '../change-set-readings.service';
import { ChangeSetReverts } from '../revert/change-set-reverts.service';
import { ChangeSetView } from './change-set.view';
import { RevertChangeSetDto } from './dto/decide-change-set.dto';

/** Imports are change sets: what one made is taken back like any other. */
@ApiTags('imports')
@Controller('imports')
export class ImportRevertsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly reverts: ChangeSetReverts,
    private readonly readings: ChangeSetReadings,
  ) {}

  /**
   * Proposes to take an import back: records that it made go to the trash and those that it changed get their old
   * values, where nobody has changed them since. Somebody decides on it like on any change set.
   */
  @Post(':id/revert')
  @Permit('change_set:decide')
  @Created('change-sets')
  @ApiCreatedResponse({ type: ChangeSetView })
  async revert(@Id() id: number, @Body() { reason }: RevertChangeSetDto): Promise<ChangeSet> {
    const { change_set_id, status } = await this.imports.get(id);
    if (change_set_id === null || status === 'queued' || status === 'running')
      throw commonError(
        'STATE_CONFLICT',
        `The import is ${status} and wrote nothing that could be taken back.`,
      );
    const inverse = await this.reverts.revert(change_set_id, reason);
    return this.readings.get(inverse.id);
  }
}
