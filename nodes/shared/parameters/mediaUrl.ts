import type { INodeProperties } from 'n8n-workflow';

import { isPrivateHost } from '../camb/privateHost';
import type { Parameter } from './parameter';
import { parameter } from './parameter';
import type { Bounds } from './text';
import { checkLength } from './text';
import { shown } from './value';

/** What people copy along with a link: spaces, characters without width, quotes and brackets. */
const AROUND = String.raw`[\s\u200B-\u200D\u2060\uFEFF"'“”‘’<>]+`;
const AT_THE_ENDS = new RegExp(`^${AROUND}|${AROUND}$`, 'g');

/** A link that CAMB.AI can follow: http or https, on the internet. */
export function mediaUrl(field: INodeProperties, bounds: Bounds = {}): Parameter<string> {
	return parameter(field, (text, about) => {
		const { label, refuse } = about;
		const url = text.replace(AT_THE_ENDS, '').replace(/ /g, '%20');
		// "https:/a" and "https:///a" are mended by browsers, but perhaps not by CAMB.AI.
		if (!/^https?:\/\/[^\s/?#]\S*$/i.test(url) || !URL.canParse(url)) {
			throw refuse(
				`${label} is not a valid URL`,
				'It must be one link that starts with https:// or http://.',
			);
		}
		if (/%20https?:\/\//i.test(url)) {
			throw refuse(`${label} contains several links`, 'Use one item for each link.');
		}
		const { hostname } = new URL(url);
		if (isPrivateHost(hostname)) {
			throw refuse(
				`${label} leads to ${shown(hostname)}, which is not on the internet`,
				'CAMB.AI downloads the media itself, so the link must work from anywhere. Choose a file under Source instead, or upload it first, for example to S3, and use its link.',
			);
		}
		return checkLength(url, about, bounds);
	});
}
