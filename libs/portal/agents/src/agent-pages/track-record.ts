import { Component, computed, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type AgentTrackRecord, type AutoApproveRule } from '@bureau/contracts';
import { apiResource } from '@bureau/portal-core';
import { State } from '@bureau/portal-ui';
import { TrackChart } from './track-chart';
import { figureName, OUTCOMES } from './track-chart-options';

/** What people made of an agent's changes, and what that speaks for. */
@Component({
  selector: 'bur-track-record',
  imports: [MatButtonModule, State, TrackChart],
  templateUrl: './track-record.html',
})
export class TrackRecord {
  readonly agent = input.required<string>();
  readonly mayGrant = input(false);
  /** A rule that the figures speak for; nothing is granted before the form is saved. */
  readonly suggest = output<AutoApproveRule>();

  protected readonly record = apiResource<AgentTrackRecord>(
    () => `/agents/${encodeURIComponent(this.agent())}/track-record`,
  );
  protected readonly figures = computed(() => this.record.value()?.figures ?? []);
  protected readonly advice = computed(() =>
    this.figures().filter(({ recommendation }) => recommendation.autonomy !== 'keep'),
  );
  protected readonly asTable = signal(false);
  protected readonly outcomes = OUTCOMES;
  protected readonly nameOf = figureName;
}
