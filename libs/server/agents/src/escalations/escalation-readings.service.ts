import { type Escalation } from '@bureau/contracts';
import { Database, ListReader, type ListQuery, notFound, type Page, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { maySeeEscalation, visibleEscalations } from './escalations.policy';
import { ESCALATION_LIST } from './persistence/escalation.list';
import { readEscalation } from './persistence/escalations.repository';

/** Escalations as the context's caller may see them: those they are asked, or all for those who decide for everybody. */
@Injectable()
export class EscalationReadings {
  private readonly escalations: ListReader<Escalation>;

  constructor(private readonly database: Database) {
    this.escalations = new ListReader(database, ESCALATION_LIST);
  }

  async list(query: ListQuery): Promise<Page<Escalation>> {
    return this.escalations.page(query, visibleEscalations(requireCaller()));
  }

  /** @throws 404 where it is absent or somebody else's */
  async get(id: number): Promise<Escalation> {
    const escalation = await readEscalation(this.database, id);
    if (!escalation || !maySeeEscalation(requireCaller(), escalation)) throw notFound('escalation');
    return escalation;
  }
}
