import { useEngine } from '../support/harness.mts';
import { cellsOf, ROWS, testCells } from './run.mts';

useEngine();

// In a file of its own: jest begins all tests that run at once before any group's set-up.
testCells(cellsOf(ROWS.waiting), { answerMs: 800, stallMs: 60_000 });
