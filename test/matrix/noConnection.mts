import http from 'node:http';

interface Rule {
	matches(request: { method: string; path: string; key?: string }): boolean;
	code: 'ECONNREFUSED' | 'ENOTFOUND';
	times: number;
}

const rules: Array<Rule & { done: number }> = [];

/**
 * Lets the next requests that match fail for real: nobody listens there, or there is no such host.
 * Gives a way to ask how many did.
 */
export function refuseConnections(rule: Rule): () => number {
	const own = { ...rule, done: 0 };
	rules.push(own);
	return () => own.done;
}

const { request } = http;
type Options = http.RequestOptions & { path: string; headers?: Record<string, string> };

/** Begins to watch this process's requests; gives a way to end it. */
export function watchConnections(): () => void {
	http.request = ((options: Options, ...rest: unknown[]) => {
		const { path, method = 'GET', headers } = options;
		const sent = { path, method, key: headers?.['x-api-key'] };
		const index = rules.findIndex((rule) => rule.matches(sent));
		if (index < 0) return Reflect.apply(request, http, [options, ...rest]);
		const rule = rules[index];
		if (++rule.done === rule.times) rules.splice(index, 1);
		const elsewhere =
			rule.code === 'ECONNREFUSED'
				? { host: '127.0.0.1', hostname: '127.0.0.1', port: 1 }
				: { host: 'nowhere.invalid', hostname: 'nowhere.invalid' };
		return Reflect.apply(request, http, [{ ...options, ...elsewhere, agent: undefined }, ...rest]);
	}) as typeof http.request;
	return () => {
		http.request = request;
	};
}
