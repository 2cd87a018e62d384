import { writePage } from './document.mts';

writePage();
