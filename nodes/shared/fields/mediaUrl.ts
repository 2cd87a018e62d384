import type { IExecuteFunctions } from 'n8n-workflow';

import type { Bounds } from './check';
import { badInput, readText } from './check';

/** A link that CAMB.AI can follow: http or https. */
export function readMediaUrl(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
	bounds: Bounds = {},
): string {
	const url = readText(context, item, name, label, bounds).trim();
	if (isWebLink(url)) return url;
	throw badInput(
		context,
		item,
		`${label} is not a valid URL`,
		'It must start with https:// or http:// and contain no spaces.',
	);
}

function isWebLink(text: string): boolean {
	return /^https?:\/\/[^\s/?#]\S*$/i.test(text) && URL.canParse(text);
}
