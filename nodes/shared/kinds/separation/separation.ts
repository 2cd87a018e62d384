import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { linkIn } from '../../camb/results';
import { ExplainedError } from '../../core/explainedError';
import { freeField } from '../../files/fieldName';
import type { ValuesOf } from '../../parameters/parameter';
import type { Output, ResultContext, Run } from '../../tasks/kind';
import { includeLinks, wantsLinks } from '../includeLinks';
import type { ListedKind } from '../listedKind';
import { MINUTES_LONG } from '../pollingPolicies';

export const separationResultParameters = { includeLinks };

type SeparationOptions = ValuesOf<typeof separationResultParameters>;

/** The foreground is the speech, the background is all else (contract: AudioSeparationResult). */
const PARTS = ['foreground', 'background'] as const;
type Links = Partial<Record<(typeof PARTS)[number], string>>;

/** A recording taken apart into speech and all else (contract: /audio-separation). */
export const separation: ListedKind<SeparationOptions> = {
	name: 'separation',
	label: 'Audio Separation',
	pollingPolicy: MINUTES_LONG,
	statusPath: '/audio-separation',
	bulkPath: '/audio-separation-results',
	resultParameters: separationResultParameters,
	async fetch(run, context) {
		const bulk = linksIn(run.bulk);
		if (bulk.foreground && bulk.background) {
			// A bulk link may have expired by now. The single result has new ones.
			const output = await outputOf(run, bulk, context).catch(() => undefined);
			if (output) return [output];
		}
		const links = linksIn(await context.read(`/audio-separation-result/${run.runId}`));
		if (!links.foreground && !links.background) {
			throw new ExplainedError({
				message: 'CAMB.AI finished the separation, but returned no files',
				description: 'They may become available in a few minutes.',
			});
		}
		return [await outputOf(run, links, context)];
	},
};

function linksIn(body: unknown): Links {
	const { foreground_audio_url: foreground, background_audio_url: background } = (body ??
		{}) as IDataObject;
	return { foreground: linkIn(foreground), background: linkIn(background) };
}

/** The foreground in the user's field, as the file that the item is about, and the background. */
async function outputOf(
	{ runId }: Run,
	links: Links,
	context: ResultContext<SeparationOptions>,
): Promise<Output> {
	const json: IDataObject = {};
	const binary: Record<string, IBinaryData> = {};
	const missing: string[] = [];
	for (const part of PARTS) {
		const link = links[part];
		if (!link) {
			missing.push(part);
			continue;
		}
		const saveAs = { name: `separation-${runId}`, suffix: part, expect: 'audio' as const };
		const file = await context.saveLink(link, saveAs);
		if (part === 'foreground') Object.assign(json, file.json);
		binary[part === 'foreground' ? context.field : freeField(part, binary)] = file.binary;
		if (wantsLinks(context)) json[`${part}Url`] = link;
	}
	if (missing.length > 0) {
		json.missing = missing;
		context.warn(`CAMB.AI returned no ${missing.join(', ')}`, `separation, run ID ${runId}`);
	}
	return { json, binary };
}
