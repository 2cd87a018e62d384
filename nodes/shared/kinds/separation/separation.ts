import type { IDataObject } from 'n8n-workflow';

import { membersIn } from '../../camb/members';
import { linkIn } from '../../camb/results';
import { ExplainedError } from '../../core/explainedError';
import type { ValuesOf } from '../../parameters/parameter';
import type { Fetched, ResultContext, Run } from '../../tasks/kind';
import { includeLinks, wantsLinks } from '../includeLinks';
import type { ItemFile, Saved } from '../itemFiles';
import { withFiles } from '../itemFiles';
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
			if (output && !output.json.error) return [output];
		}
		const links = linksIn(await context.read(`/audio-separation-result/${run.runId}`));
		if (!links.foreground && !links.background) {
			throw new ExplainedError({
				message: 'CAMB.AI finished the separation, but returned no files',
				description: 'They may become available in a few minutes.',
			});
		}
		return [await outputOf(run, links, context, `separation, run ID ${run.runId}`)];
	},
};

function linksIn(body: unknown): Links {
	const links = membersIn(body);
	return {
		foreground: linkIn(links.foreground_audio_url),
		background: linkIn(links.background_audio_url),
	};
}

/** The foreground in the user's field, as the file that the item is about, and the background. */
async function outputOf(
	{ runId }: Run,
	links: Links,
	context: ResultContext<SeparationOptions>,
	about?: string,
): Promise<Fetched> {
	const files = PARTS.flatMap((part): ItemFile[] => {
		const link = links[part];
		if (!link) return [];
		const saveAs = { name: `separation-${runId}`, suffix: part, expect: 'audio' as const };
		return [{ name: part, field: part === 'foreground' ? undefined : part, link, saveAs }];
	});
	const missing = PARTS.filter((part) => !links[part]);
	const output = await withFiles(context, files, about, (saved) => ({
		...saved.find(({ name }) => name === 'foreground')?.json,
		...(missing.length > 0 ? { missing } : {}),
		...(wantsLinks(context) ? urlsOf(saved) : {}),
	}));
	for (const part of missing) {
		context.warn(`CAMB.AI returned no ${part}`, `separation, run ID ${runId}`);
	}
	return output;
}

function urlsOf(saved: Saved[]): IDataObject {
	return Object.fromEntries(saved.map(({ name, link }) => [`${name}Url`, link]));
}
