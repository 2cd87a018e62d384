import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { standIn } from './standIns.mts';

interface Condition {
	keyName: string;
	condition?: 'eq' | 'lte';
	keyValue: string;
}

/** n8n's Data Table node with one table, which outlives the executions (n8n 2.41). */
export function openDataTable() {
	const rows: IDataObject[] = [];
	const parameters = ['operation', 'dataTableId', 'columns', 'filters', 'matchType', 'returnAll'];
	const type: INodeType = standIn('n8n-nodes-base.dataTable', parameters);
	type.execute = async function () {
		const given = this.getInputData().flatMap((_, item) => runOn(rows, this, item));
		return await Promise.resolve([given]);
	};
	return { rows, type };
}

function runOn(
	rows: IDataObject[],
	context: IExecuteFunctions,
	item: number,
): INodeExecutionData[] {
	const parameter = <T,>(name: string) => context.getNodeParameter(name, item) as T;
	const operation = parameter<'insert' | 'get' | 'update'>('operation');
	const found = operation === 'insert' ? [{}] : rows.filter(meets);
	if (operation === 'insert') rows.push(...found);
	if (operation !== 'get') {
		for (const row of found) Object.assign(row, parameter<IDataObject>('columns.value'));
	}
	return found.map((row) => ({ json: { ...row }, pairedItem: { item } }));

	function meets(row: IDataObject): boolean {
		const conditions = parameter<Condition[]>('filters.conditions');
		if (conditions.length === 0) throw new Error('At least one condition is required');
		return conditions.every(({ keyName, condition = 'eq', keyValue }) =>
			condition === 'lte' ? String(row[keyName]) <= keyValue : row[keyName] === keyValue,
		);
	}
}
