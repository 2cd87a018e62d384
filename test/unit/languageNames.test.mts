import { languageById, languageIdOf } from '../../nodes/shared/camb/language';
import { isWithin, languageWords, namesOf } from '../../nodes/shared/camb/languageNames';

const named = (id: number) => namesOf(languageById(id)!);

test.each([
	// By CAMB.AI, by its tag, by our list, and by CLDR: in English, shortly, and in the language itself.
	[35, ['English', 'British English', 'UK English'], ['United Kingdom', 'gb', 'British', 'UK']],
	[54, ['Spanish', 'Castilian', 'European Spanish', 'español'], ['Spain', 'es', 'España']],
	// A dialect is called by its own name alone, and not by its region.
	[140, ['Chinese'], ['China, Henan', 'henan']],
])('%i has these names, among others', (id, languages, regions) => {
	const names = named(id);
	expect(names.languages).toEqual(expect.arrayContaining(languages));
	expect(names.regions).toEqual(expect.arrayContaining(regions));
	expect([...names.languages, ...names.regions]).not.toContain(undefined);
});

test.each<[number, string[]]>([
	[languageIdOf('es-mx')!, ['Latin America', 'Latin American', 'LatAm']],
	[languageIdOf('en-gb')!, []],
	[140, []],
])('%i is spoken in the areas %j', (id, areas) => {
	expect(named(id).areas).toEqual(areas);
});

test('a region is in itself and in Latin America, and in no other', () => {
	const within = (area: string) => ['MX', 'ES'].filter((region) => isWithin(region, area));
	expect(['MX', '419', 'US'].map(within)).toEqual([['MX'], ['MX'], []]);
});

test('no language is called after the places of another', () => {
	expect(named(54).regions).not.toContain('British');
	expect(named(140).regions).toHaveLength(2);
});

test('the words that a search looks at stand apart', () => {
	const words = languageWords(languageById(35)!);
	expect(words).toMatch(/^35 en-gb en-uk English /);
	expect(words).toContain(' United Kingdom ');
});
