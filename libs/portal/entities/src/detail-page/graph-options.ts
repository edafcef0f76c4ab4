import { type Neighbourhood } from '@bureau/contracts';
import { type EChartsCoreOption } from 'echarts/core';

/** Colours of a graph, as the theme has them now. */
export interface GraphColours {
  text: string;
  muted: string;
  centre: string;
  near: string;
  far: string;
  surface: string;
}

/** A longer name would cover its neighbours. */
const LABEL_LENGTH = 24;
/** From here on labels of far records would lie on each other. */
const CROWDED = 40;

/**
 * The picture of a neighbourhood: nodes by distance (size and colour), edges from source to target with their words.
 * @param wordOf a relation's word as it reads from its source
 * @param moves whether nodes may float into place
 * @param narrow whether there is little room, as on a phone
 */
export function graphOptions(
  { nodes, edges }: Neighbourhood,
  colours: GraphColours,
  wordOf: (relationType: string) => string,
  moves: boolean,
  narrow = false,
): EChartsCoreOption {
  const crowded = narrow || nodes.length > CROWDED;
  return {
    animation: moves,
    textStyle: { fontFamily: "'IBM Plex Sans Variable', 'Segoe UI', sans-serif" },
    series: [
      {
        type: 'graph',
        layout: 'force',
        roam: true,
        draggable: true,
        cursor: 'pointer',
        force: {
          repulsion: narrow ? 70 : crowded ? 120 : 320,
          edgeLength: narrow ? 40 : crowded ? 60 : 110,
          gravity: 0.12,
          layoutAnimation: moves,
        },
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: 7,
        lineStyle: { color: colours.muted, opacity: 0.7, curveness: 0.06 },
        label: { show: true, position: 'right', color: colours.text, fontSize: 12 },
        edgeLabel: { show: !crowded, color: colours.muted, fontSize: 11, formatter: '{c}' },
        emphasis: { focus: 'adjacency', label: { show: true } },
        data: nodes.map(({ id, name, distance }) => ({
          id: String(id),
          name: shortened(name),
          symbol: distance === 0 ? 'diamond' : 'circle',
          symbolSize: distance === 0 ? 26 : distance === 1 ? 16 : 11,
          label: { show: nodes.length <= CROWDED || distance < 2 },
          itemStyle: {
            color: [colours.centre, colours.near][distance] ?? colours.far,
            borderColor: colours.surface,
            borderWidth: 1.5,
          },
        })),
        links: edges.map(({ source_id, target_id, relation_type }) => ({
          source: String(source_id),
          target: String(target_id),
          value: wordOf(relation_type),
        })),
      },
    ],
  };
}

function shortened(name: string): string {
  return name.length > LABEL_LENGTH ? `${name.slice(0, LABEL_LENGTH - 1)}…` : name;
}
