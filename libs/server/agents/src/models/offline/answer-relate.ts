import { TOOL } from '../../tools/tool-names';
import { answerProposal } from './answer-proposal';
import { resolveRecords } from './named-records';
import { type OfflineRequest } from './request';
import { ASK } from './sayings';
import { call, say, type Step, type ToolAnswer } from './step';

type RelateRequest = Extract<OfflineRequest, { kind: 'relate' }>;

/** Finds the records that are named, proposes the relation, tells what people decided. */
export function answerRelate({ source, target, type }: RelateRequest, answers: readonly ToolAnswer[]): Step {
  if (type === null) return say(ASK.relationType);
  const resolved = resolveRecords([source, target], answers);
  if ('step' in resolved) return resolved.step;
  const {
    ids: [entityId = 0, targetId = 0],
    rest: [proposal],
  } = resolved;
  if (proposal) return answerProposal(proposal);
  const changes = [{ operation: 'relate', entity_id: entityId, relation_type: type, target_id: targetId }];
  return call({
    name: TOOL.proposeChanges,
    args: { title: `Relate records as ${type}`, reason: 'Asked for by name.', changes },
  });
}
