import { init } from 'echarts';
import type { EChartsOption } from 'echarts';

export interface Series {
	name: string;
	/** [x, y] */
	points: Array<[number, number]>;
	/** Whether the points are joined. */
	isLine?: boolean;
}

export interface Plot {
	/** Of its file, without `.svg`. */
	name: string;
	title: string;
	x: string;
	y: string;
	series: Series[];
}

const SIZE = { width: 860, height: 400 };

/** Draws it with both axes logarithmic. */
export function draw({ title, x, y, series }: Plot): string {
	const axis = { type: 'log' as const, nameLocation: 'middle' as const, nameGap: 34 };
	const option: EChartsOption = {
		animation: false,
		backgroundColor: '#fff',
		title: { text: title, left: 'center', textStyle: { fontSize: 15 } },
		legend: { orient: 'vertical', right: 10, top: 'middle' },
		grid: { left: 70, right: 290, top: 45, bottom: 60 },
		xAxis: { ...axis, name: x },
		yAxis: { ...axis, name: y, nameGap: 48 },
		series: series.map(({ name, points, isLine = false }) => ({
			type: isLine ? 'line' : 'scatter',
			name,
			data: points,
			symbolSize: 10,
		})),
	};
	const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
	try {
		chart.setOption(option);
		return chart.renderToSVGString();
	} finally {
		chart.dispose();
	}
}
