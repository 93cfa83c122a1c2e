/** An agent's models: STT, LLM and TTS that need no key of their own. */
export const talking = { stt: "deepgram/nova-3", llm: "openai/gpt-4o-mini", tts: "cartesia/sonic-3" } as const;
