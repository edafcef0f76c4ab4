import { type AgentTrackFigure } from '@bureau/contracts';

/** Told apart by place, name and colour; each pair is for light and dark. */
export const OUTCOMES = [
  { key: 'accepted', label: 'Accepted', color: ['#007373', '#60ccc5'] },
  { key: 'edited', label: 'Edited', color: ['#a36e09', '#edbb64'] },
  { key: 'rejected', label: 'Rejected', color: ['#bb3f5c', '#f190a7'] },
  { key: 'automatic', label: 'By policy', color: ['#1f6cb0', '#73b0ee'] },
  { key: 'undone', label: 'Undone', color: ['#57666b', '#a1adb1'] },
] as const;

/** More bars than these are read in the table. */
const MOST_BARS = 12;

/** "update status", or the operation alone where it has no fields. */
export function figureName({ operation, field }: Pick<AgentTrackFigure, 'operation' | 'field'>): string {
  return field === null ? operation : `${operation} ${field}`;
}

/** Text of the page around the chart: a canvas inherits nothing. */
export interface ChartText {
  ink: string;
  font: string;
}

/** What was undone had been accepted, or committed by policy; in a stack it counts once. */
function standing(figure: AgentTrackFigure): Omit<AgentTrackFigure, 'lower_bound' | 'recommendation'> {
  const { accepted, automatic, undone } = figure;
  return {
    ...figure,
    accepted: Math.max(0, accepted - undone),
    automatic: Math.max(0, automatic - Math.max(0, undone - accepted)),
  };
}

/** Stacked bars of the most frequent figures, the first on top. */
export function trackChartOptions(
  figures: readonly AgentTrackFigure[],
  dark: boolean,
  { ink, font }: ChartText,
) {
  const shown = figures.slice(0, MOST_BARS).reverse();
  return {
    animation: false,
    textStyle: { fontFamily: font, color: ink },
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: ink } },
    tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
    xAxis: {
      type: 'value' as const,
      minInterval: 1,
      axisLabel: { color: ink },
      splitLine: { lineStyle: { color: ink, opacity: 0.15 } },
    },
    yAxis: { type: 'category' as const, data: shown.map(figureName), axisLabel: { color: ink } },
    series: OUTCOMES.map(({ key, label, color }) => ({
      type: 'bar' as const,
      name: label,
      stack: 'changes',
      itemStyle: { color: color[dark ? 1 : 0] },
      data: shown.map((figure) => standing(figure)[key]),
    })),
  };
}
