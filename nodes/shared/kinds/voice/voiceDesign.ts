import type { IDataObject } from 'n8n-workflow';

import { ExplainedError } from '../../core/explainedError';
import { freeField } from '../../files/fieldName';
import type { ValuesOf } from '../../parameters/parameter';
import type { Output, ResultContext, Run } from '../../tasks/kind';
import { includeLinks, wantsLinks } from '../includeLinks';
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
): Promise<Output> {
	const links = linksIn(await context.read(`/text-to-voice-result/${runId}`));
	if (links.length === 0) {
		throw new ExplainedError({
			message: 'CAMB.AI returned no sample of the voice',
			description: 'There may be one later.',
		});
	}
	const binary: NonNullable<Output['binary']> = {};
	const previews: Array<{ field: string; file: IDataObject }> = [];
	for (const [index, link] of links.entries()) {
		const name = `voice-${runId}`;
		const saved = await context.saveLink(link, {
			name,
			suffix: `preview-${index + 1}`,
			expect: 'audio',
		});
		// How many there are is not said (contract).
		const field = index === 0 ? context.field : freeField(`preview_${index + 1}`, binary);
		binary[field] = saved.binary;
		previews.push({ field, file: saved.json });
	}
	return {
		json: {
			...previews[0].file,
			// An agent gets no files.
			...(context.isTool
				? {}
				: { previews: previews.map(({ field, file }) => ({ field, ...file })) }),
			...(wantsLinks(context) ? { previewUrls: links } : {}),
		},
		binary,
	};
}

function linksIn(body: unknown): string[] {
	const { previews } = (body ?? {}) as { previews?: unknown };
	return Array.isArray(previews) ? previews.filter((link) => typeof link === 'string') : [];
}
