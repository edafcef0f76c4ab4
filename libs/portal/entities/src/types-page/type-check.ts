import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type EntityType, type EntityTypeCheck, type JsonObject } from '@bureau/contracts';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { countOf, fieldName, numberText, ProblemBanner } from '@bureau/portal-ui';
import { TypesApi } from '../data/types-api';

/** Holds the records of a type against the schema as it stands in the editor, saved or not. */
@Component({
  selector: 'bur-type-check',
  imports: [ProblemBanner, MatButtonModule, RouterLink],
  templateUrl: './type-check.html',
})
export class TypeCheck {
  readonly #api = inject(TypesApi);
  readonly type = input.required<EntityType>();
  readonly schema = input.required<JsonObject>();
  readonly ready = input(true);

  /** Of the schema that is shown: another one has not been checked. */
  protected readonly result = linkedSignal<JsonObject, EntityTypeCheck | null>({
    source: this.schema,
    computation: () => null,
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly nameOf = (pointer: string): string =>
    fieldName(pointer.replace(/^\//, '').replaceAll('/', '.'));
  protected readonly sentence = computed(() => {
    const result = this.result();
    if (!result) return '';
    const { checked, failing, complete } = result;
    if (checked === 0) return 'No record has this type yet.';
    const those = complete ? '' : ' There are more records than are checked in one go.';
    if (failing === 0)
      return `${checked === 1 ? 'The one record fits' : `All ${numberText(checked)} records fit`}.${those}`;
    return `${countOf(failing, 'record')} of ${numberText(checked)} ${failing === 1 ? 'does' : 'do'} not fit.${those}`;
  });
  protected readonly unlisted = computed(() => {
    const result = this.result();
    return result ? result.failing - result.offenders.length : 0;
  });
  protected readonly number = numberText;

  protected async check(): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.result.set(await this.#api.check(this.type().id, this.schema()));
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
