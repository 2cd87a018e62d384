import { useEngine } from '../support/harness.mts';
import { cellsOfShapes, testCells } from './run.mts';

useEngine();

testCells(cellsOfShapes(), { answerMs: 6_000_000, stallMs: 6_000_000 });
