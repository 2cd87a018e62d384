import { deletion } from '../deletion';

/** A dictionary with all its terms (contract: DELETE /dictionaries). */
export const dictionaryDeletion = deletion('dictionary-deletion', 'dictionary');
