/** One event of a stream: its name, empty if it has none, and its data. */
export interface ServerEvent {
	name: string;
	data: string;
}

/** The events of an event stream that have data (WHATWG HTML, 9.2.6); none in any other text. */
export function eventsIn(text: string): ServerEvent[] {
	return text.split(/(?:\r\n|\r|\n){2,}/).flatMap((block) => {
		const fields = block.split(/\r\n|\r|\n/).map((line) => {
			const [, field, value = ''] = /^(event|data)(?:: ?(.*))?$/s.exec(line) ?? [];
			return { field, value };
		});
		const valuesOf = (name: string) =>
			fields.filter(({ field }) => field === name).map(({ value }) => value);
		const data = valuesOf('data');
		return data.length > 0 ? [{ name: valuesOf('event').at(-1) ?? '', data: data.join('\n') }] : [];
	});
}
