import { type Provider, type Type } from '@nestjs/common';
import { ChangeSetDelegation } from '../change-sets/delegation/change-set-delegation.service';
import { EscalationDelegation } from '../escalations/escalation-delegation.service';
import { EscalationDecisions } from '../escalations/escalation-decisions.service';
import { EscalationReadings } from '../escalations/escalation-readings.service';
import { EscalationsService } from '../escalations/escalations.service';
import { EscalationsController } from '../escalations/http/escalations.controller';
import { EscalationTable } from '../escalations/persistence/escalation.table';
import { AutonomousCommits } from '../change-sets/autonomy/autonomous-commits';
import { ChangeSetReadings } from '../change-sets/change-set-readings.service';
import { ChangeSetsService } from '../change-sets/change-sets.service';
import { ChangeSetClosing } from '../change-sets/decision/change-set-closing.service';
import { ChangeSetCommit } from '../change-sets/decision/change-set-commit';
import { ChangeSetExecution } from '../change-sets/decision/change-set-execution';
import { BatchDecisions } from '../change-sets/decision/batch-decisions.service';
import { ChangeSetDecisions } from '../change-sets/decision/change-set-decisions.service';
import { ChangeSetRefresh } from '../change-sets/decision/change-set-refresh.service';
import { EditedItems } from '../change-sets/decision/edited-items';
import { ChangeSetSettlement } from '../change-sets/decision/settlement';
import { ChangeSetsController } from '../change-sets/http/change-sets.controller';
import { ImportRevertsController } from '../change-sets/http/import-reverts.controller';
import { TaskRevertsController } from '../change-sets/http/task-reverts.controller';
import { Delegates } from './delegation/delegates';
import { ExpirySweep } from './expiry-sweep';
import { ChangeSetDecisionTable } from '../change-sets/persistence/change-set-decision.table';
import { ChangeSetItemTable } from '../change-sets/persistence/change-set-item.table';
import { ChangeSetReversalTable } from '../change-sets/persistence/change-set-reversal.table';
import { ChangeSetTable } from '../change-sets/persistence/change-set.table';
import { ChangeSetReverts } from '../change-sets/revert/change-set-reverts.service';
import { TaskReverts } from '../change-sets/revert/task-reverts.service';

/** Change sets and escalations, for every process. They need the task's events, its waker and {@link TaskRetry}. */
export const REVIEW_PROVIDERS: Provider[] = [
  AutonomousCommits,
  Delegates,
  ChangeSetDelegation,
  EscalationDelegation,
  EscalationsService,
  EscalationReadings,
  EscalationDecisions,
  ChangeSetsService,
  ChangeSetReadings,
  ChangeSetCommit,
  EditedItems,
  ChangeSetSettlement,
  ChangeSetExecution,
  ChangeSetDecisions,
  BatchDecisions,
  ChangeSetRefresh,
  ChangeSetClosing,
  ChangeSetReverts,
  TaskReverts,
];

/** What the api adds. */
export const REVIEW_CONTROLLERS: Type[] = [
  ChangeSetsController,
  ImportRevertsController,
  TaskRevertsController,
  EscalationsController,
];

/** What the worker adds. */
export const REVIEW_JOBS: Provider[] = [ExpirySweep];

export const REVIEW_TABLES: Type[] = [
  ChangeSetTable,
  ChangeSetItemTable,
  ChangeSetDecisionTable,
  ChangeSetReversalTable,
  EscalationTable,
];
