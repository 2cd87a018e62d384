import { createHash } from 'crypto';
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import { toNodeError } from '../errors/nodeErrors';
import { connect } from '../http/client';
import { CREDENTIAL } from '../http/credential';
import type { ReadRows } from '../http/readRows';
import { readRows } from '../http/readRows';
import type { Timing } from '../http/timing';

/** For how long a list is kept while somebody fills a form, in ms. */
const KEEP_MS = 60_000;
/** No more lists are kept: each user and each list counts. */
const MOST_KEPT = 50;

/** The rows of a list of the API. A refusal is shown, never hidden. */
export type LoadRows = <Row>(
	context: ILoadOptionsFunctions,
	path: string,
	read: ReadRows<Row>,
	query?: IDataObject,
) => Promise<Row[]>;

/** Loads rows from the API, or takes what it said a moment ago. */
export function openRows(timing: Timing): LoadRows {
	const kept = new Map<string, { at: number; rows: unknown[] }>();

	return async <Row>(
		context: ILoadOptionsFunctions,
		path: string,
		read: ReadRows<Row>,
		query?: IDataObject,
	) => {
		const now = timing.clock.now();
		const key = await keyOf(context, path);
		const known = kept.get(key);
		// Each path is read in one way.
		if (known && now - known.at < KEEP_MS) return known.rows as Row[];

		const rows = await load(context, timing, path, read, query).catch((cause: unknown) => {
			throw toNodeError(context.getNode(), cause, {});
		});
		kept.delete(key);
		kept.set(key, { at: now, rows });
		const [oldest] = kept.keys();
		if (kept.size > MOST_KEPT) kept.delete(oldest);
		return rows;
	};
}

async function load<Row>(
	context: ILoadOptionsFunctions,
	timing: Timing,
	path: string,
	read: ReadRows<Row>,
	query?: IDataObject,
): Promise<Row[]> {
	const client = await connect(context, timing);
	const list = await readRows(client, { method: 'GET', path, query }, read);
	if (list.ok) return list.rows;
	throw new ExplainedError(explainFailure(list.failure, 'read'));
}

/** One list for each credential; the key itself is not kept. */
async function keyOf(context: ILoadOptionsFunctions, path: string): Promise<string> {
	const { apiKey, baseUrl } = await context.getCredentials(CREDENTIAL);
	return createHash('sha256')
		.update(JSON.stringify([apiKey, baseUrl, path]))
		.digest('hex');
}
