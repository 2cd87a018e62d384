import { membersIn } from '../../camb/members';
import { ExplainedError } from '../../core/explainedError';
import type { ValuesOf } from '../../parameters/parameter';
import type { Fetched, ResultContext, Run } from '../../tasks/kind';
import { includeLinks, wantsLinks } from '../includeLinks';
import { withFiles } from '../itemFiles';
import type { ListedKind } from '../listedKind';
import { SECONDS_LONG } from '../pollingPolicies';

export const voiceDesignParameters = { includeLinks };

type DesignOptions = ValuesOf<typeof voiceDesignParameters>;

/**
 * Samples of a voice that a description asks for (contract: /text-to-voice). It is no voice of the
 * account until a sample is cloned.
 */
export const voiceDesign: ListedKind<DesignOptions> = {
	name: 'voice-design',
	label: 'Voice Design',
	pollingPolicy: SECONDS_LONG,
	statusPath: '/text-to-voice',
	resultParameters: voiceDesignParameters,
	fetch: async (run, context) => [await fetchSamples(run, context)],
};

async function fetchSamples(
	{ runId }: Run,
	context: ResultContext<DesignOptions>,
): Promise<Fetched> {
	const links = linksIn(await context.read(`/text-to-voice-result/${runId}`));
	if (links.length === 0) {
		throw new ExplainedError({
			message: 'CAMB.AI returned no sample of the voice',
			description: 'There may be one later.',
		});
	}
	const files = links.map((link, index) => ({
		name: `preview_${index + 1}`,
		// How many there are is not said (contract).
		field: index === 0 ? undefined : `preview_${index + 1}`,
		link,
		saveAs: { name: `voice-${runId}`, suffix: `preview-${index + 1}`, expect: 'audio' as const },
	}));
	return await withFiles(context, files, `voice design, run ID ${runId}`, (saved) => ({
		...saved.find(({ name }) => name === 'preview_1')?.json,
		// An agent gets no files.
		...(context.isTool ? {} : { previews: saved.map(({ field, json }) => ({ field, ...json })) }),
		...(wantsLinks(context) ? { previewUrls: saved.map(({ link }) => link) } : {}),
	}));
}

function linksIn(body: unknown): string[] {
	const { previews } = membersIn(body);
	return Array.isArray(previews) ? previews.filter((link) => typeof link === 'string') : [];
}
