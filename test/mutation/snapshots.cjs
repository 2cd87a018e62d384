const { join } = require('node:path');

const own = join('test', 'mutation', 'all.test.mts');
const kept = join('test', 'unit', '__snapshots__', 'savedWorkflows.test.mts.snap');

/** The one file of snapshots, for the one file that all tests run in. */
module.exports = {
	resolveSnapshotPath: (path) => path.replace(own, kept),
	resolveTestPath: (path) => path.replace(kept, own),
	testPathForConsistencyCheck: own,
};
