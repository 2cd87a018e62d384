import { deletion } from '../deletion';

/** A voice of one's own (contract: /delete-voice). */
export const voiceDeletion = deletion('voice-deletion', 'voice');
