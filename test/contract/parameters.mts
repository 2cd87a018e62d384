/**
 * Where each parameter of the contract comes from: a field of a node, what the line itself sends,
 * or why it is left out. The test beside it fails when a parameter has no row here, and
 * docs/parameters.md is made of it.
 */
export type Row = { field: string; of: string[] } | { sent: string } | { leftOut: string };

const TTS = 'CambTextToSpeech';
const DUB = 'CambDub';
const TRANSCRIBE = 'CambTranscribe';
const TRANSLATE = 'CambTranslate';
const STORY = 'CambStory';
const SOUND = 'CambTextToSound';
const SUBTITLES = 'CambSubtitles';
const SEPARATE = 'CambSeparateAudio';
const VOICE = 'CambVoice';
const WORKSPACE = 'CambWorkspace';
const FETCH = 'CambFetchResult';

const from = (field: string, ...of: string[]): Row => ({ field, of });
const sent = (why: string): Row => ({ sent: why });
const leftOut = (why: string): Row => ({ leftOut: why });

const SINGLY = leftOut('Fetch Result asks for each run by itself, which gives more');
const FILE_NAME_CHANGED = leftOut('Old name of the field above; the API keeps it for old programs');

const project = (node: string): Record<string, Row> => ({
	project_name: from('options.projectName', node),
	project_description: from('options.projectDescription', node),
	folder_id: from('options.folderId', node),
});

const formatting = (node: string): Record<string, Row> => ({
	'formatting_options.max_segment_duration_in_seconds': from('options.maxSegmentSeconds', node),
	'formatting_options.min_segment_duration_in_seconds': from('options.minSegmentSeconds', node),
	'formatting_options.max_characters_in_segment': from('options.maxSegmentCharacters', node),
	'formatting_options.max_reading_speed_in_cps': from('options.maxReadingSpeed', node),
	'formatting_options.min_gap_between_segments_in_frames': from('options.minSegmentGap', node),
});

const ofTerm = {
	dictionary_id: from('dictionary', WORKSPACE),
	term_id: from('termId', WORKSPACE),
};
const translations = {
	'translations.translation': from('translations.text', WORKSPACE),
	'translations.language': from('translations.language', WORKSPACE),
};

const AS_SRT = {
	format_type: sent('srt: the other files are made of it'),
	data_type: sent('raw_data: the text itself'),
};

/** By operation of the contract, then by parameter; parts of an object after a dot. */
export const PARAMETERS: Record<string, Record<string, Row>> = {
	createTts: {
		...project(TTS),
		text: from('text', TTS),
		voice_id: from('voice', TTS),
		language: from('language', TTS),
		gender: from('options.gender', TTS),
		age: from('options.age', TTS),
	},
	createTtsStream: {
		text: from('text', TTS),
		language: from('language', TTS),
		voice_id: from('voice', TTS),
		speech_model: from('model', TTS),
		user_instructions: from('userInstructions', TTS),
		enhance_named_entities_pronunciation: from('options.enhanceNamedEntitiesPronunciation', TTS),
		'output_configuration.format': from('outputFormat', TTS),
		'output_configuration.duration': leftOut('Measured to have no effect (contract)'),
		'output_configuration.apply_enhancement': from('options.applyEnhancement', TTS),
		'output_configuration.sample_rate': from('options.sampleRate', TTS),
		'voice_settings.enhance_reference_audio_quality': from(
			'options.enhanceReferenceAudioQuality',
			TTS,
		),
		'voice_settings.maintain_source_accent': from('options.maintainSourceAccent', TTS),
		'voice_settings.apply_ref_loudness_norm': from('options.applyRefLoudnessNorm', TTS),
		'voice_settings.speaking_rate': from('options.speakingRate', TTS),
		'inference_options.stability': from('options.stability', TTS),
		'inference_options.temperature': from('options.temperature', TTS),
		'inference_options.inference_steps': from('options.inferenceSteps', TTS),
		'inference_options.speaker_similarity': from('options.speakerSimilarity', TTS),
		'inference_options.localize_speaker_weight': from('options.localizeSpeakerWeight', TTS),
		'inference_options.acoustic_quality_boost': from('options.acousticQualityBoost', TTS),
	},
	createTranslatedTts: {
		...project(TTS),
		text: from('text', TTS),
		voice_id: from('voice', TTS),
		source_language: from('sourceLanguage', TTS),
		target_language: from('language', TTS),
		age: from('options.age', TTS),
		gender: from('options.gender', TTS),
		formality: from('options.formality', TTS),
		chosen_dictionaries: from('options.dictionaries', TTS),
	},
	getTtsResult: {
		run_id: from('runId', FETCH),
		output_type: from('options.includeLinks', TTS, FETCH),
	},
	getTtsResults: { run_ids: from('runId', FETCH) },
	createDub: {
		...project(DUB),
		video_url: from('mediaUrl', DUB),
		file_id: from('inputDataField', DUB),
		source_language: from('sourceLanguage', DUB),
		target_language: leftOut('target_languages is sent also for one language'),
		target_languages: from('targetLanguages', DUB),
		selected_audio_tracks: from('options.selectedAudioTracks', DUB),
		add_output_as_an_audio_track: from('options.addOutputAsAudioTrack', DUB),
		chosen_dictionaries: from('options.dictionaries', DUB),
		ai_optimization: leftOut('Its meaning is not documented anywhere'),
		transcription_mode: from('options.transcriptionMode', DUB),
		'source_transcript.content': from('options.sourceScript', DUB),
		'source_transcript.format': sent('srt, the only format'),
		'target_transcripts.content': from('options.targetScripts.content', DUB),
		'target_transcripts.format': sent('srt, the only format'),
		'target_transcripts.language': from('options.targetScripts.language', DUB),
	},
	createFileUpload: {
		filename: from('inputDataField', DUB),
		content_type: sent('what the bytes of the file say'),
	},
	completeFileUpload: { file_id: sent('the ID of the upload') },
	getDubResult: { run_id: from('runId', DUB, FETCH) },
	getDubResults: { run_ids: from('runId', FETCH) },
	getDubTranscript: {
		run_id: from('runId', DUB, FETCH),
		language: from('languages', DUB),
		format_type: from('options.subtitleFiles', DUB, FETCH),
		data_type: sent('raw_data: the text itself'),
	},
	createDubAltFormat: {
		run_id: from('runId', DUB, FETCH),
		language: from('languages', DUB),
		output_format: from('options.altFormat', DUB, FETCH),
	},
	createTranscription: {
		...project(TRANSCRIBE),
		language: from('language', TRANSCRIBE),
		media_file: from('inputDataField', TRANSCRIBE),
		media_url: from('mediaUrl', TRANSCRIBE),
		file: FILE_NAME_CHANGED,
		audio_url: FILE_NAME_CHANGED,
		transcription_mode: from('options.transcriptionMode', TRANSCRIBE),
		run_audio_cleaning: from('options.audioCleaning', TRANSCRIBE),
		...formatting(TRANSCRIBE),
	},
	getTranscriptionResult: {
		run_id: from('runId', FETCH),
		word_level_timestamps: from('options.wordTimestamps', TRANSCRIBE, FETCH),
		format_type: leftOut('Subtitle Files are made from the segments, without a further call'),
		data_type: leftOut('Without it the segments come'),
	},
	getTranscriptionResults: { run_ids: SINGLY },
	createSubtitle: {
		...project(SUBTITLES),
		media_url: from('mediaUrl', SUBTITLES),
		source_language: from('sourceLanguage', SUBTITLES),
		target_languages: from('targetLanguages', SUBTITLES),
		transcription_mode: from('options.transcriptionMode', SUBTITLES),
		...formatting(SUBTITLES),
	},
	getSubtitleResultForLanguage: {
		run_id: from('runId', FETCH),
		language: from('targetLanguages', SUBTITLES),
		...AS_SRT,
	},
	getSubtitleResult: { run_id: from('runId', FETCH), ...AS_SRT },
	getSubtitleResults: {
		run_ids: leftOut('What it gives is not described: runs are fetched singly'),
		format_type: leftOut('As above'),
		data_type: leftOut('As above'),
	},
	createTranslation: {
		...project(TRANSLATE),
		texts: from('text', TRANSLATE),
		source_language: from('sourceLanguage', TRANSLATE),
		target_language: from('targetLanguage', TRANSLATE),
		age: from('options.age', TRANSLATE),
		gender: from('options.gender', TRANSLATE),
		formality: from('options.formality', TRANSLATE),
		chosen_dictionaries: from('options.dictionaries', TRANSLATE),
	},
	getTranslationResult: { run_id: from('runId', FETCH) },
	getTranslationResults: { run_ids: from('runId', FETCH) },
	translateStream: {
		...project(TRANSLATE),
		text: from('text', TRANSLATE),
		source_language: from('sourceLanguage', TRANSLATE),
		target_language: from('targetLanguage', TRANSLATE),
		gender: from('options.gender', TRANSLATE),
		formality: from('options.formality', TRANSLATE),
		team_id: leftOut('Not documented: a key belongs to its team'),
	},
	createStory: {
		file: from('inputDataField', STORY),
		source_language: from('language', STORY),
		title: from('options.title', STORY),
		description: from('options.description', STORY),
		narrator_voice_id: from('narratorVoice', STORY),
		folder_id: from('options.folderId', STORY),
		chosen_dictionaries: from('options.dictionaries', STORY),
	},
	setupStory: {
		file: from('inputDataField', STORY),
		source_language: from('language', STORY),
		title: from('options.title', STORY),
		description: from('options.description', STORY),
		narrator_voice_id: from('narratorVoice', STORY),
		folder_id: from('options.folderId', STORY),
		chosen_dictionaries: from('options.dictionaries', STORY),
	},
	getStoryResult: {
		run_id: from('runId', FETCH),
		include_transcript: from('options.includeTranscript', STORY, FETCH),
	},
	getStoriesResults: { run_ids: SINGLY },
	createTranslatedStory: {
		id: from('runId', STORY),
		target_language: from('targetLanguage', STORY),
	},
	getTranslatedStoryResult: {
		run_id: from('runId', FETCH),
		target_language: from('options.targetLanguage', FETCH),
		include_transcript: from('options.includeTranscript', STORY, FETCH),
	},
	createTextToSound: {
		...project(SOUND),
		prompt: from('prompt', SOUND),
		duration: from('duration', SOUND),
		audio_type: from('audioType', SOUND),
	},
	getTextToSoundResult: {
		run_id: from('runId', FETCH),
		output_type: from('options.includeLinks', SOUND, FETCH),
	},
	getTextToSoundResults: { run_ids: from('runId', FETCH) },
	createAudioSeparation: {
		...project(SEPARATE),
		media_file: from('inputDataField', SEPARATE),
	},
	getAudioSeparationResult: { run_id: from('runId', FETCH) },
	getAudioSeparationResults: { run_ids: from('runId', FETCH) },
	createTextToVoice: {
		...project(VOICE),
		text: from('sampleText', VOICE),
		voice_description: from('voiceDescription', VOICE),
	},
	getTextToVoiceResult: { run_id: from('runId', FETCH) },
	createCustomVoice: {
		voice_name: from('voiceName', VOICE),
		gender: from('gender', VOICE),
		file: from('inputDataField', VOICE),
		description: from('options.description', VOICE),
		age: from('options.age', VOICE),
		language: from('options.language', VOICE),
		enhance_audio: from('options.enhanceAudio', VOICE),
		publish_voice_to_market_place: leftOut('Publishing a voice is for its owner to do in Studio'),
	},
	deleteVoice: { voice_id: from('voice', VOICE) },
	createDictionaryFromFile: {
		dictionary_file: from('inputDataField', WORKSPACE),
		dictionary_name: from('dictionaryName', WORKSPACE),
		dictionary_description: from('options.description', WORKSPACE),
	},
	getDictionary: { dictionary_id: leftOut('Get reads the full details, which have all of it') },
	getDictionaryDetails: {
		dictionary_id: from('dictionary', WORKSPACE),
		limit: from('options.maxTerms', WORKSPACE),
		search_term: from('options.searchTerm', WORKSPACE),
	},
	deleteDictionary: { dictionary_id: from('dictionary', WORKSPACE) },
	addDictionaryTerm: { dictionary_id: from('dictionary', WORKSPACE), ...translations },
	updateDictionaryTerm: { ...ofTerm, ...translations },
	deleteDictionaryTerm: ofTerm,
	listFolders: {
		limit: from('limit', WORKSPACE),
		search_query: from('folderSearch', WORKSPACE),
	},
	createFolder: { folder_name: from('folderName', WORKSPACE) },
	createProjectSetup: {
		...project(WORKSPACE),
		media_url: from('mediaUrl', WORKSPACE),
		source_language: from('sourceLanguage', WORKSPACE),
		target_languages: from('targetLanguages', WORKSPACE),
		selected_audio_tracks: from('options.selectedAudioTracks', WORKSPACE),
		add_output_as_an_audio_track: from('options.addOutputAsAudioTrack', WORKSPACE),
		chosen_dictionaries: from('options.dictionaries', WORKSPACE),
	},
	getProjectSetupResult: { run_id: from('runId', FETCH) },
	getProjectSetupResults: { run_ids: leftOut('Fetch Result asks for each run by itself') },
};
