import { parseLanguage } from '../shared/parameters/language';
import { languageOption } from '../shared/parameters/languageOption';
import { optional, parameter } from '../shared/parameters/parameter';

/** The language that a voice speaks. */
export const voiceLanguage = (description: string) =>
	optional(parameter(languageOption(description), parseLanguage));
