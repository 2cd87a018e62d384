import type { Language } from './languages';

/** Names beside those of CLDR, by tag or by code. The code no is any Norwegian's (ISO 639-1). */
const MORE_NAMES: Record<string, string[]> = {
	'ar-xa': ['Modern Standard Arabic', 'Standard Arabic', 'MSA'],
	'es-es': ['Castilian', 'Castilian Spanish'],
	fa: ['Farsi'],
	ga: ['Irish Gaelic'],
	id: ['Bahasa Indonesia'],
	km: ['Cambodian'],
	lo: ['Laotian'],
	ms: ['Bahasa Melayu'],
	my: ['Myanmar'],
	nb: ['Norwegian', 'no'],
	pa: ['Panjabi'],
	ps: ['Pushto'],
	si: ['Sinhalese'],
	sl: ['Slovene'],
	'zh-cn': ['Mandarin', 'Mandarin Chinese', 'Simplified Chinese'],
	'zh-hk': ['Cantonese', 'Cantonese Chinese', 'Traditional Chinese', 'Yue'],
	'zh-tw': ['Mandarin', 'Mandarin Chinese', 'Traditional Chinese'],
};

/** Names of places beside those of CLDR, and what is called after them, by region. */
const MORE_PLACES: Array<[region: string, name: string]> =
	`ae Emirati, ae UAE, ar Argentine, ar Argentinian, at Austrian, au Australian, bd Bangladeshi,
	be Belgian, bh Bahraini, bo Bolivian, br Brazilian, ca Canadian, ca Quebec, ch Swiss, cl Chilean,
	cn Mainland China, co Colombian, cr Costa Rican, cu Cuban, cz Czech Republic, do Dominican,
	dz Algerian, ec Ecuadorian, eg Egyptian, gb Britain, gb British, gb England, gb Great Britain,
	gt Guatemalan, hn Honduran, ie Irish, in Indian, iq Iraqi, jo Jordanian, ke Kenyan, kr Korea,
	kw Kuwaiti, lb Lebanese, ly Libyan, ma Moroccan, mx Mexican, my Malaysian, ng Nigerian,
	ni Nicaraguan, nl Holland, om Omani, pa Panamanian, pe Peruvian, ph Philippine, pk Pakistani,
	pr Puerto Rican, py Paraguayan, qa Qatari, sa Saudi, sg Singaporean, sv Salvadoran, sy Syrian,
	tn Tunisian, tr Turkey, tw Taiwanese, tz Tanzanian, us America, us American, us USA, uy Uruguayan,
	ve Venezuelan, ye Yemeni`
		.split(/,\s*/)
		.map((entry) => [entry.slice(0, 2), entry.slice(3)]);

/** Regions of Latin America, which tags call 419 (UN M49). */
const LATIN_AMERICA = 'AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE'.split(' ');

/** Whether a region is what another means, in capitals: MX is MX, and within 419. */
export function isWithin(region: string, area: string): boolean {
	return region === area || (area === '419' && LATIN_AMERICA.includes(region));
}

/** What CLDR (Unicode's names) calls languages and regions, in the language of somebody who reads it. */
function cldrNames(reader: string, style?: 'short') {
	const languages = new Intl.DisplayNames(reader, { type: 'language', style });
	const regions = new Intl.DisplayNames(reader, { type: 'region', style });
	return {
		ofLanguage: (tag: string) => String(languages.of(tag)),
		ofRegion: (region: string) => String(regions.of(region.toUpperCase())),
	};
}

/** Read when somebody first names a language: it takes as long as loading many a file. */
let inEnglish: Array<ReturnType<typeof cldrNames>> | undefined;

/** What people and models call a language. */
export interface LanguageNames {
	/** Without its region, if need be: `Spanish`, `español`, `Flemish`. */
	languages: string[];
	/** Its region: `United Kingdom`, `UK`, `British`. */
	regions: string[];
	/** What holds its region and others: `Latin American`. */
	areas: string[];
}

/** The names in CAMB.AI's list, those of CLDR in English and in the language itself, and some more. */
export function namesOf({ tag, name }: Language): LanguageNames {
	const [code, region, dialect] = tag.split('-');
	const [ownName, ownRegion] = name.split(/ \(|\)/);
	const languages = [ownName, ...(MORE_NAMES[code] ?? []), ...(MORE_NAMES[tag] ?? [])];
	if (dialect) return { languages, regions: [ownRegion, dialect], areas: [] };

	const more = MORE_PLACES.filter(([of]) => of === region).map(([, place]) => place);
	const regions = [ownRegion, region, ...more];
	const areas = isWithin(region.toUpperCase(), '419')
		? ['Latin America', 'Latin American', 'LatAm']
		: [];
	// CLDR replaces tl by fil, and so would give Tagalog the name of Filipino.
	if (new Intl.Locale(code).language !== code) return { languages, regions, areas };
	inEnglish ??= [cldrNames('en'), cldrNames('en', 'short')];
	const readers = [...inEnglish, cldrNames(code)];
	return {
		// With the region there may be a name of its own: Brazilian Portuguese.
		languages: [
			...languages,
			...readers.flatMap(({ ofLanguage }) => [code, `${code}-${region}`].map(ofLanguage)),
		],
		regions: [...regions, ...readers.map(({ ofRegion }) => ofRegion(region))],
		areas,
	};
}

/** Made once for each language: a list may have hundreds of voices in it. */
const wordsOf = new WeakMap<Language, string>();

/** What a search for a language looks at. */
export function languageWords(language: Language): string {
	const known = wordsOf.get(language);
	if (known !== undefined) return known;
	const { id, tag, locale } = language;
	const { languages, regions } = namesOf(language);
	const words = [id, tag, locale, ...languages, ...regions].join(' ');
	wordsOf.set(language, words);
	return words;
}
