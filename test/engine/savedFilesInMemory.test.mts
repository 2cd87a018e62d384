import { testSavedFiles } from '../support/savedFiles.mts';

testSavedFiles('default');
