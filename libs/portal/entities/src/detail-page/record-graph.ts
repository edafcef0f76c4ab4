import { DOCUMENT } from '@angular/common';
import { Component, computed, effect, ElementRef, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Neighbourhood, type NeighbourhoodNode } from '@bureau/contracts';
import { apiResource, Preferences } from '@bureau/portal-core';
import { countOf, Field, InputControl, State } from '@bureau/portal-ui';
import { type ECElementEvent } from 'echarts/core';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';
import { RelationWords } from '../data/relation-words';
import { type GraphColours, graphOptions } from './graph-options';

/** More than this says nothing to the eye. */
const MOST_NODES = 100;
/** Pixels below which the words of relations find no room. */
const NARROW = 520;
const DEPTHS = [1, 2, 3] as const;

/** The records around one, as a picture to click and as a list for the keyboard. The chart engine comes on demand. */
@Component({
  selector: 'bur-record-graph',
  imports: [State, Field, InputControl, RouterLink, NgxEchartsDirective],
  providers: [provideEchartsCore({ echarts: () => import('./graph-engine').then(({ echarts }) => echarts) })],
  templateUrl: './record-graph.html',
  styleUrl: './record-graph.scss',
})
export class RecordGraph {
  readonly #router = inject(Router);
  readonly #types = inject(RelationWords);
  readonly #preferences = inject(Preferences);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #document = inject(DOCUMENT);
  readonly id = input.required<number>();
  /** Follows only relations of this type; all where empty. */
  readonly type = input('');

  protected readonly depths = DEPTHS;
  protected readonly depth = signal<number>(1);
  protected readonly most = MOST_NODES;
  protected readonly found = apiResource<Neighbourhood>(
    () => `/entities/${this.id()}/neighbourhood`,
    () => ({ depth: this.depth(), limit: MOST_NODES, relation_type: this.type() }),
  );
  readonly #colours = signal<GraphColours>(this.#readColours());
  protected readonly options = computed(() => {
    const found = this.found.value();
    if (!found) return {};
    return graphOptions(
      found,
      this.#colours(),
      (type) => this.#types.of(type, true),
      this.#mayMove(),
      this.#element.nativeElement.clientWidth < NARROW,
    );
  });
  protected readonly rings = computed(() =>
    DEPTHS.map((distance) => ({ distance, nodes: this.#at(distance) })).filter(
      ({ nodes }) => nodes.length > 0,
    ),
  );
  protected readonly label = computed(() => {
    const { nodes = [], edges = [] } = this.found.value() ?? {};
    return `Graph of ${countOf(nodes.length, 'record')} and ${countOf(edges.length, 'relation')}; they are listed below.`;
  });

  constructor() {
    effect(() => {
      this.#preferences.theme();
      // The page's colours follow the theme once it is set.
      requestAnimationFrame(() => this.#colours.set(this.#readColours()));
    });
  }

  protected open({ dataType, data }: ECElementEvent): void {
    const id = Number((data as { id?: string } | undefined)?.id);
    if (dataType === 'node' && Number.isInteger(id) && id !== this.id()) this.#go(id);
  }

  #go(id: number): void {
    void this.#router.navigate(['/records', id], { queryParams: { tab: 'relations', view: 'graph' } });
  }

  #at(distance: number): (NeighbourhoodNode & { ties: string })[] {
    const { nodes = [], edges = [] } = this.found.value() ?? {};
    const known = new Map(nodes.map((node) => [node.id, node]));
    const closer = (id: number) => (known.get(id)?.distance ?? 9) < distance;
    return nodes
      .filter((node) => node.distance === distance)
      .map((node) => {
        const ties = edges.flatMap(({ source_id, target_id, relation_type }) => {
          if (target_id === node.id && closer(source_id))
            return [`${known.get(source_id)?.name} ${this.#types.of(relation_type, true)} it`];
          if (source_id === node.id && closer(target_id))
            return [`${this.#types.of(relation_type, true)} ${known.get(target_id)?.name}`];
          return [];
        });
        return { ...node, ties: ties.join('; ') };
      });
  }

  #mayMove(): boolean {
    return !this.#document.defaultView?.matchMedia?.('(prefers-reduced-motion: reduce)').matches;
  }

  /** The canvas knows no custom properties: each is resolved by the page for it. */
  #readColours(): GraphColours {
    const probe = this.#document.createElement('span');
    this.#element.nativeElement.append(probe);
    const read = (name: string): string => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    };
    const colours = {
      text: read('--mat-sys-on-surface'),
      muted: read('--mat-sys-on-surface-variant'),
      centre: read('--bur-warn'),
      near: read('--mat-sys-primary'),
      far: read('--mat-sys-outline'),
      surface: read('--mat-sys-surface-container-low'),
    };
    probe.remove();
    return colours;
  }
}
