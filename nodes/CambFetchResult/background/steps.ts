import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Timing } from '../../shared/http/timing';
import type { BackgroundStep } from '../../shared/tasks/background/workflows';
import { check, checkLook } from './check';
import { hold, holdLook } from './hold';
import { look } from './look';

/** What the node does for another one that waits in the background. */
export async function runBackgroundStep(
	context: IExecuteFunctions,
	timing: Timing,
	step: BackgroundStep,
): Promise<INodeExecutionData[][]> {
	switch (step) {
		case 'hold':
			return await hold(context);
		case 'check':
			return check(context);
		case 'holdLook':
			return await holdLook(context);
		case 'checkLook':
			return checkLook(context);
		case 'look':
			return await look(context, timing);
	}
}
